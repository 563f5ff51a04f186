package com.clientmanager.credits.aggregator.stream.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.clientmanager.credits.aggregator.stream.transactions.TransactionEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.junit.jupiter.api.Test;

/** What becomes of the place in the changelog that a store has noted, by the index of due times. */
class WriteBehindStoreTest {
    private static final Map<TopicPartition, Long> PLACE = Map.of(new TopicPartition("due-changelog", 0), 7L);
    private static final Map<TopicPartition, Long> NO_PLACE = Map.of();

    private final List<Map<TopicPartition, Long>> noted = new ArrayList<>();
    private final DueIndex index = new DueIndex(new InMemoryKeyValueStore("due") {
        @Override
        public void commit(Map<TopicPartition, Long> changelogOffsets) {
            noted.add(changelogOffsets);
        }
    });

    @Test
    void a_store_that_holds_what_was_aborted_is_closed_without_a_place() {
        TransactionEnds.inAThreadOfItsOwn(() -> {
            TransactionEnds.begin();
            index.move("acct-1", DueIndex.NEVER, 20);
            assertThatIllegalStateException().isThrownBy(() -> index.commit(PLACE));
            TransactionEnds.abort();
            assertThatIllegalStateException().isThrownBy(() -> index.commit(PLACE));
            assertThatIllegalStateException().isThrownBy(() -> index.move("acct-2", DueIndex.NEVER, 20));
            assertThat(noted).isEmpty();

            index.close();
            assertThat(noted).containsExactly(NO_PLACE);
        });
    }

    @Test
    void so_is_one_whose_transaction_has_not_ended() {
        TransactionEnds.inAThreadOfItsOwn(() -> {
            TransactionEnds.begin();
            index.move("acct-1", DueIndex.NEVER, 20);
            index.close();

            assertThat(noted).containsExactly(NO_PLACE);
        });
    }

    @Test
    void a_store_that_holds_what_was_committed_keeps_its_place() {
        TransactionEnds.inAThreadOfItsOwn(() -> {
            TransactionEnds.begin();
            index.move("acct-1", DueIndex.NEVER, 20);
            TransactionEnds.commit();
            index.commit(PLACE);
            index.close();

            assertThat(noted).containsExactly(PLACE);
        });
    }

    @Test
    void Kafka_Streams_may_forget_the_place_of_a_corrupt_store_whatever_it_holds() {
        TransactionEnds.inAThreadOfItsOwn(() -> {
            TransactionEnds.begin();
            index.move("acct-1", DueIndex.NEVER, 20);
            TransactionEnds.abort();
            index.commit(NO_PLACE);

            assertThat(noted).containsExactly(NO_PLACE);
        });
    }
}
