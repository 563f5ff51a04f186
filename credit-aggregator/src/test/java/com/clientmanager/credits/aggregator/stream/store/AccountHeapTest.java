package com.clientmanager.credits.aggregator.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import org.junit.jupiter.api.Test;

class AccountHeapTest {
    private final AccountHeap heap = new AccountHeap(new AccountHeap.Limits(2, 1));

    @Test
    void what_was_not_used_for_longest_becomes_bytes_and_then_goes() {
        put("a", "b", "c", "d");
        heap.get("b");
        heap.trim();

        assertThat(heap.get("b")).isNotNull();
        assertThat(heap.get("d")).isNotNull();
        assertThat(heap.get("a")).isNull();
        assertThat(heap.takeBytes("a"))
                .as("dropped, it was the older of the two")
                .isNull();
        assertThat(heap.takeBytes("c")).containsExactly('c');
        assertThat(heap.takeBytes("c")).as("taken").isNull();
        assertThat(heap.size()).isEqualTo(2);
    }

    @Test
    void nothing_goes_before_the_transaction_ends() {
        put("a", "b", "c", "d");

        assertThat(heap.size()).isEqualTo(4);
        heap.clear();
        assertThat(heap.size()).isZero();
        assertThat(heap.get("a")).isNull();
    }

    private void put(String... ids) {
        for (String id : ids) {
            heap.put(id, new AccountHeap.Slot(CreditAccount.unopened(id), new byte[] {(byte) id.charAt(0)}, 0));
        }
    }
}
