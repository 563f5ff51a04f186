package com.clientmanager.credits.billing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** An RSA key pair as PEM files, made once per build folder: test resource and tests run in different class loaders. */
final class TestKeys {
    private static final Path FOLDER = Path.of("target", "test-keys").toAbsolutePath();

    private TestKeys() {}

    static Path publicKeyFile() {
        make();
        return FOLDER.resolve("public.pem");
    }

    static Path privateKeyFile() {
        make();
        return FOLDER.resolve("private.pem");
    }

    private static synchronized void make() {
        try {
            if (Files.exists(FOLDER.resolve("public.pem"))) {
                return;
            }
            Files.createDirectories(FOLDER);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            write("private.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
            write("public.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(String file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        Files.writeString(
                FOLDER.resolve(file), "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }
}
