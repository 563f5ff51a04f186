package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.LocalKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Opens the demo accounts at BILLING_URL with the keys in CREDITS_KEYS: the last step of docker-compose.yml. */
public final class OpenDemoAccounts {
    private OpenDemoAccounts() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(System.getenv().getOrDefault("CREDITS_KEYS", "/keys"));
        String billing = System.getenv().getOrDefault("BILLING_URL", "http://localhost:8080");
        DemoAccounts.open(
                billing, LocalKeys.in(folder), folder, Clock.systemUTC().instant());
        System.out.println("Demo accounts are open: sign in at /billing as ada@acct-42, password demo");
    }
}
