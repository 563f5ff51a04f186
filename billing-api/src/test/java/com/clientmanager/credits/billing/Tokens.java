package com.clientmanager.credits.billing;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Bearer tokens as the demo's local key signs them, good and bad ones. */
public final class Tokens {
    private Tokens() {}

    public static String operator() {
        return sign(claims("op-1", Set.of("operator"), Duration.ofMinutes(5)));
    }

    public static String manager(String account) {
        return sign(claims("u-" + account, Set.of("billing:read", "billing:manage"), Duration.ofMinutes(5))
                .claim("account", account)
                .claim("name", "Ada " + account));
    }

    public static String reader(String account) {
        return sign(claims("r-" + account, Set.of("billing:read"), Duration.ofMinutes(5))
                .claim("account", account));
    }

    public static String producer() {
        return sign(claims("svc", Set.of("usage:write"), Duration.ofMinutes(5)));
    }

    public static String expired(String account) {
        return sign(claims("u-" + account, Set.of("billing:read", "billing:manage"), Duration.ofMinutes(-5))
                .claim("account", account));
    }

    public static String otherAudience(String account) {
        return sign(claims("u-" + account, Set.of("billing:read"), Duration.ofMinutes(5))
                .audience("another-product")
                .claim("account", account));
    }

    /** Signed with the public key as if it were a shared secret: the classic confusion of algorithms. */
    public static String wrongAlgorithm(String account) {
        String secret = "0123456789abcdef0123456789abcdef0123456789abcdef";
        return claims("u-" + account, Set.of("billing:read", "billing:manage", "operator"), Duration.ofMinutes(5))
                .claim("account", account)
                .signWithSecret(secret);
    }

    private static JwtClaimsBuilder claims(String subject, Set<String> groups, Duration life) {
        Instant now = Instant.now();
        return Jwt.issuer("https://credits.clientmanager.example")
                .audience("clientmanager-credits")
                .subject(subject)
                .upn(subject)
                .groups(groups)
                .issuedAt(now.minusSeconds(600))
                .expiresAt(now.plus(life));
    }

    private static String sign(JwtClaimsBuilder claims) {
        return claims.sign(privateKey());
    }

    private static PrivateKey privateKey() {
        try {
            return KeyUtils.decodePrivateKey(Files.readString(TestKeys.privateKeyFile()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
