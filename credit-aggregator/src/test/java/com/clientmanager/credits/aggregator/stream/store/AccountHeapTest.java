package com.clientmanager.credits.aggregator.stream.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountHeapTest {
    private final List<String> paid = new ArrayList<>();
    private final AccountHeap heap = new AccountHeap(
            new AccountHeap.Limits(2, StoredAccounts.SEGMENT_BYTES),
            (key, value) -> paid.add(new String(key, StandardCharsets.UTF_8)));

    @Test
    void what_was_not_used_for_longest_becomes_bytes() {
        put("a", "b", "c", "d");
        heap.used("b");
        heap.trim();

        assertThat(heap.get("b")).isNotNull();
        assertThat(heap.get("d")).isNotNull();
        assertThat(heap.get("a")).isNull();
        assertThat(heap.size()).isEqualTo(4);
        assertThat(heap.takeBytes(key("a")).bytes).containsExactly('a');
        assertThat(heap.takeBytes(key("c")).bytes).containsExactly('c');
        assertThat(heap.takeBytes(key("c"))).as("taken").isNull();
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

    @Test
    void what_is_owed_is_paid_once_whether_it_is_an_object_or_bytes() {
        put("a", "b", "c", "d");
        for (String id : List.of("a", "d")) {
            AccountHeap.Slot slot = heap.get(id);
            slot.logged(slot.stored());
        }
        heap.used("d");
        heap.trim();
        assertThat(paid).isEmpty();

        heap.payAll();
        assertThat(paid).containsExactlyInAnyOrder("a", "d");
        heap.payAll();
        assertThat(paid).hasSize(2);
    }

    @Test
    void what_is_touched_and_not_yet_logged_is_neither_dropped_nor_passed_over() {
        put("a", "b", "c");
        heap.get("a").touch();

        assertThatIllegalStateException().isThrownBy(heap::trim).withMessageContaining("not yet logged");
        put("a");
        heap.get("a").touch();
        assertThatIllegalStateException().isThrownBy(heap::payAll).withMessageContaining("not yet logged");
    }

    private void put(String... ids) {
        for (String id : ids) {
            byte[] stored = {(byte) id.charAt(0)};
            heap.put(id, new AccountHeap.Slot(key(id), CreditAccount.unopened(id), stored, 0));
        }
    }

    private static byte[] key(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
