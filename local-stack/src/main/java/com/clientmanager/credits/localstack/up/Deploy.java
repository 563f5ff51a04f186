package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.schemas.SchemaDeploy;
import java.nio.file.Path;

/** The deploy step of docker-compose.yml: keys into CREDITS_KEYS, unless they are there, then topics and schemas. */
public final class Deploy {
    private Deploy() {}

    public static void main(String... arguments) {
        LocalKeys keys = LocalKeys.in(Path.of(System.getenv().getOrDefault("CREDITS_KEYS", "/keys")));
        System.out.println("Keys that sign and check tokens: " + keys.folder());
        SchemaDeploy.main(arguments);
    }
}
