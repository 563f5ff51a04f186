package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Topic;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AggregatorOnBrokerTest {
    @TempDir
    Path folder;

    @Test
    void events_are_charged_end_to_end_and_a_restart_goes_on_where_it_was() throws Exception {
        try (BrokerKit kit = new BrokerKit(2)) {
            kit.price("sms.send", 4_000_000);
            for (int account = 0; account < 5; account++) {
                kit.open("acct-" + account, 1_000, Instant.now());
            }
            kit.flush();
            AggregatorConfig config = kit.config(folder.resolve("a"), 1, 0);
            CreditAggregator first = kit.start(config);
            sendEvents(kit, 0, 100);
            kit.read(Topic.CREDIT_LEDGER, 5 + 100);
            first.close();
            sendEvents(kit, 50, 150);
            kit.start(config);

            List<LedgerEntryPosted> lines = kit.read(Topic.CREDIT_LEDGER, 5 + 150);
            List<LedgerEntryPosted> charges = lines.stream()
                    .filter(line -> line.getType().equals("CHARGE"))
                    .toList();
            assertThat(charges).hasSize(150);
            assertThat(charges.stream().map(LedgerEntryPosted::getEventId).distinct())
                    .hasSize(150);
            assertThat(charges.stream()
                            .mapToLong(LedgerEntryPosted::getAmountMicros)
                            .sum())
                    .isEqualTo(-150 * 4_000_000L);
        }
    }

    @Test
    void R13_what_is_due_is_written_and_committed_although_nobody_touches_the_account() throws Exception {
        try (BrokerKit kit = new BrokerKit(1)) {
            CreditAggregator aggregator = kit.start(kit.config(folder.resolve("b"), 1, 0));
            Instant soon = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
            kit.open("acct-1", 1_000, Instant.now());
            kit.promote("acct-1", 50, soon);
            kit.flush();

            List<LedgerEntryPosted> lines = kit.read(Topic.CREDIT_LEDGER, 3);
            assertThat(lines.getLast().getType()).isEqualTo("EXPIRY");
            assertThat(lines.getLast().getRecordedAt()).isEqualTo(soon);
            List<AccountBalance> balances = kit.read(Topic.CREDIT_BALANCES, 1);
            assertThat(balances.getLast().getAvailableMicros()).isEqualTo(1_000_000_000L);
            assertThat(aggregator.tally().ticks()).isPositive();
        }
    }

    private static void sendEvents(BrokerKit kit, int from, int to) {
        for (int i = from; i < to; i++) {
            kit.use("acct-" + i % 5, "e-" + i, 1);
        }
        kit.flush();
    }
}
