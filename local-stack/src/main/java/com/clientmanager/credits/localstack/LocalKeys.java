package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The key pair that signs tokens on this machine, as PEM files: {@code private.pem} (PKCS 8) and {@code public.pem}
 * (X.509).
 */
public record LocalKeys(Path folder) {
    private static final int BITS = 2048;

    /** The key pair in the folder, generated if missing. */
    public static LocalKeys in(Path folder) {
        LocalKeys keys = new LocalKeys(folder.toAbsolutePath().normalize());
        if (!Files.exists(keys.publicFile())) {
            keys.generate();
        }
        return keys;
    }

    public Path publicFile() {
        return folder.resolve("public.pem");
    }

    public Path privateFile() {
        return folder.resolve("private.pem");
    }

    /** An RS256 signature. */
    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(privateKey());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("No key in " + folder + ": run `make up` first", e);
        }
    }

    private PrivateKey privateKey() throws IOException, GeneralSecurityException {
        String body = Files.readString(privateFile()).replaceAll("-----[A-Z ]+-----", "");
        byte[] encoded = Base64.getMimeDecoder().decode(body);
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private void generate() {
        try {
            Files.createDirectories(folder);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            Files.writeString(privateFile(), pem("PRIVATE KEY", pair.getPrivate()));
            Files.setPosixFilePermissions(privateFile(), PosixFilePermissions.fromString("rw-------"));
            Files.writeString(publicFile(), pem("PUBLIC KEY", pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String label, Key key) {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        String body = encoder.encodeToString(key.getEncoded());
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
