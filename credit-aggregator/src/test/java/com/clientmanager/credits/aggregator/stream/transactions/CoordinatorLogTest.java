package com.clientmanager.credits.aggregator.stream.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CoordinatorLogTest {
    private static final OpenTransaction OPEN =
            new OpenTransaction(new TopicPartition("ledger", 0), 7, (short) 4, 100, 0, 0);

    @Test
    void the_decision_bears_the_next_epoch() {
        assertThat(told("engine-1", 7, 5, 2)).isEqualTo(Outcome.COMMITTED);
        assertThat(told("engine-1", 7, 5, 4)).isEqualTo(Outcome.COMMITTED);
        assertThat(told("engine-1", 7, 5, 3)).isEqualTo(Outcome.ABORTED);
        assertThat(told("engine-1", 7, 5, 5)).isEqualTo(Outcome.ABORTED);
    }

    @Test
    void decisions_on_other_transactions_and_other_states_tell_nothing() {
        assertThat(told("engine-2", 7, 5, 2)).isEqualTo(Outcome.NOT_KNOWN);
        assertThat(told("engine-1", 8, 5, 2)).isEqualTo(Outcome.NOT_KNOWN);
        assertThat(told("engine-1", 7, 4, 2)).isEqualTo(Outcome.NOT_KNOWN);
        assertThat(told("engine-1", 7, 6, 2)).isEqualTo(Outcome.NOT_KNOWN);
        assertThat(told("engine-1", 7, 5, 1)).isEqualTo(Outcome.NOT_KNOWN);
        assertThat(told("engine-1", 7, 5, 0)).isEqualTo(Outcome.NOT_KNOWN);
        assertThat(CoordinatorLog.decision(key("engine-1"), null, "engine-1", OPEN))
                .isEqualTo(Outcome.NOT_KNOWN);
    }

    private static Outcome told(String id, long producerId, int epoch, int status) {
        byte[] value = ByteBuffer.allocate(17)
                .putShort((short) 1)
                .putLong(producerId)
                .putShort((short) epoch)
                .putInt(10_000)
                .put((byte) status)
                .array();
        return CoordinatorLog.decision(key(id), value, "engine-1", OPEN);
    }

    private static byte[] key(String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + text.length)
                .putShort((short) 0)
                .putShort((short) text.length)
                .put(text)
                .array();
    }
}
