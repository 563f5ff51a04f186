package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails is tried again every two seconds, so it may leave nothing open. */
class FailedStartTest {
    @TempDir
    Path folder;

    @Test
    void an_aggregator_that_cannot_be_made_leaves_no_client_running() throws Exception {
        try (BrokerKit kit = new BrokerKit(1)) {
            AggregatorConfig config = kit.config(Files.createFile(folder.resolve("a-file-not-a-folder")), 1, 0);

            assertThatThrownBy(() -> new CreditAggregator(config, new Tally())).hasMessageContaining("state");

            assertThat(clientsOf(kit)).isEmpty();
        }
    }

    @Test
    void its_clients_are_told_by_their_threads_while_it_lives() throws Exception {
        try (BrokerKit kit = new BrokerKit(1);
                CreditAggregator made = new CreditAggregator(kit.config(folder, 1, 0), new Tally())) {
            assertThat(made.stoppedBecause()).isNull();
            assertThat(clientsOf(kit)).anyMatch(name -> name.contains("-open-transactions"));
            assertThat(clientsOf(kit)).anyMatch(name -> name.contains("-ticks"));
        }
    }

    private static List<String> clientsOf(BrokerKit kit) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(kit.prefix))
                .toList();
    }
}
