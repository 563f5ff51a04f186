package com.clientmanager.credits.ingest;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Tokens as the identity provider would sign them, and some as it would not. */
final class Tokens {
    static final String ISSUER = "https://credits.clientmanager.example";
    static final String AUDIENCE = "clientmanager-credits";
    // In a system property, since Quarkus loads this class once for the test and once for the resource.
    private static final String KEY_PROPERTY = "usage-ingest.test.private-key";

    private static final String PUBLIC_KEY_PROPERTY = "usage-ingest.test.public-key";

    private Tokens() {}

    static Path publicKeyFile() {
        KeyPair pair = newPair();
        System.setProperty(
                KEY_PROPERTY,
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        try {
            Path file = Files.createTempFile("ingest", ".pem");
            file.toFile().deleteOnExit();
            String pem = pem((RSAPublicKey) pair.getPublic());
            System.setProperty(PUBLIC_KEY_PROPERTY, pem);
            return Files.writeString(file, pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String writer() {
        return token(ISSUER, AUDIENCE, Instant.now().plusSeconds(600), "usage:write");
    }

    static String token(String issuer, String audience, Instant expiry, String role) {
        return claims(issuer, audience, expiry, role)
                .claim("sources", List.of("*"))
                .sign(privateKey());
    }

    /** A writer's token whose claim {@code sources} is this JSON; none when it is empty. */
    static String writerFor(String sourcesJson) {
        JwtClaimsBuilder claims = claims(ISSUER, AUDIENCE, Instant.now().plusSeconds(600), "usage:write");
        if (!sourcesJson.isEmpty()) {
            try (JsonReader reader = Json.createReader(new StringReader("[" + sourcesJson + "]"))) {
                claims.claim("sources", reader.readArray().getFirst());
            }
        }
        return claims.sign(privateKey());
    }

    private static JwtClaimsBuilder claims(String issuer, String audience, Instant expiry, String role) {
        return Jwt.issuer(issuer)
                .audience(audience)
                .subject("crm-sms")
                .groups(Set.of(role))
                .expiresAt(expiry);
    }

    static String signedByAnother() {
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .groups("usage:write")
                .expiresIn(600)
                .sign(newPair().getPrivate());
    }

    static String rs512() {
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .groups("usage:write")
                .expiresIn(600)
                .jws()
                .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.RS512)
                .sign(privateKey());
    }

    /** The other classic forgery: the public key, which is public, as the secret of a symmetric signature. */
    static String signedWithThePublicKey() {
        byte[] secret = System.getProperty(PUBLIC_KEY_PROPERTY).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .groups("usage:write")
                .expiresIn(600)
                .jws()
                .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.HS256)
                .sign(new javax.crypto.spec.SecretKeySpec(secret, "HmacSHA256"));
    }

    /** The classic forgery: no signature at all. */
    static String unsigned() {
        String[] parts = writer().split("\\.", 3);
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return header + "." + parts[1] + ".";
    }

    private static PrivateKey privateKey() {
        try {
            return java.security.KeyFactory.getInstance("RSA")
                    .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(
                            Base64.getDecoder().decode(System.getProperty(KEY_PROPERTY))));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(RSAPublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
