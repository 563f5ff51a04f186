package com.clientmanager.credits.e2e.torture;

import com.clientmanager.credits.aggregator.proof.PriceLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How hard the run is.
 *
 * @param kills disturbances in all, from which the mix in {@link Chaos} is drawn
 * @param seed of accounts, traffic and disturbances
 * @param accounts opened before the traffic begins
 * @param eventsPerSecond sent while the run lasts
 * @param registryAwaySeconds how long the registry stays away
 * @param hurryPercent of the disturbances are followed by the next one before the system has recovered
 */
record Plan(int kills, long seed, int accounts, int eventsPerSecond, int registryAwaySeconds, int hurryPercent) {
    static final int PARTITIONS = 4;

    private static final String[][] PRICES = {
        {"sms.send", "4"},
        {"form.submission", "1"},
        {"ai.generate", "0.0005"},
        {"email.send", "0.1"},
        {"login", "0"},
    };

    static Plan fromEnvironment() {
        return new Plan(
                number("KILLS", 20),
                number("SEED", (int) (System.nanoTime() & 0xffff)),
                number("ACCOUNTS", 200),
                number("RATE", 300),
                number("REGISTRY_AWAY", 20),
                number("HURRY", 0));
    }

    static List<PriceLine> prices() {
        List<PriceLine> prices = new ArrayList<>();
        for (String[] price : PRICES) {
            prices.add(new PriceLine(price[0] + "/1", price[0], price[1], Instant.EPOCH, null));
        }
        return prices;
    }

    private static int number(String name, int otherwise) {
        String given = System.getenv(name);
        return given == null || given.isBlank() ? otherwise : Integer.parseInt(given.trim());
    }
}
