package com.clientmanager.credits.aggregator.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class DueIndexTest {
    private final DueIndex index =
            new DueIndex(Stores.inMemoryKeyValueStore("due").get());

    @Test
    void what_is_due_is_told_soonest_first_in_batches_that_go_on_where_the_last_one_ended() {
        index.move("b", DueIndex.NEVER, 20);
        index.move("c", DueIndex.NEVER, 30);
        index.move("a", DueIndex.NEVER, 20);
        index.move("later", DueIndex.NEVER, 31);

        assertThat(scan(30, 2)).containsExactly("a@20", "b@20");
        assertThat(scan(30, 2)).containsExactly("c@30");
        assertThat(scan(30, 2)).isEmpty();
        index.move("early", DueIndex.NEVER, 5);
        assertThat(scan(30, 9)).containsExactly("early@5", "a@20", "b@20", "c@30");
    }

    @Test
    void a_batch_whose_time_is_up_tells_one_account_and_the_next_goes_on_behind_it() {
        index.move("a", DueIndex.NEVER, 10);
        index.move("b", DueIndex.NEVER, 10);
        index.move("c", DueIndex.NEVER, 20);
        long past = System.nanoTime() - 1;

        assertThat(scan(30, 9, past)).containsExactly("a@10");
        assertThat(scan(30, 9, past)).containsExactly("b@10");
        assertThat(scan(30, 9, past)).containsExactly("c@20");
        assertThat(scan(30, 9, past)).isEmpty();
    }

    @Test
    void a_seeded_run_tells_each_due_account_once() {
        SplittableRandom random = new SplittableRandom(7);
        long[] dueOf = new long[50];
        Arrays.fill(dueOf, DueIndex.NEVER);
        long now = 0;
        for (int step = 0; step < 2_000; step++) {
            int account = random.nextInt(dueOf.length);
            long due = random.nextInt(10) == 0 ? DueIndex.NEVER : now + random.nextInt(200);
            index.move("acct-" + account, dueOf[account], due);
            dueOf[account] = due;
            if (step % 20 == 0) {
                now += random.nextInt(30);
                List<String> expected = new ArrayList<>();
                List<String> found = new ArrayList<>();
                long scanTo = now;
                for (int a = 0; a < dueOf.length; a++) {
                    if (dueOf[a] <= scanTo) {
                        expected.add("acct-" + a);
                    }
                }
                index.scan(scanTo, 1_000, Long.MAX_VALUE, (id, dueMs) -> {
                    found.add(id);
                    int a = Integer.parseInt(id.substring(5));
                    long next = scanTo + 1 + random.nextInt(100);
                    index.move(id, dueOf[a], next);
                    dueOf[a] = next;
                });
                assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private List<String> scan(long now, int max) {
        return scan(now, max, Long.MAX_VALUE);
    }

    private List<String> scan(long now, int max, long untilNanos) {
        List<String> found = new ArrayList<>();
        index.scan(now, max, untilNanos, (id, dueMs) -> found.add(id + "@" + dueMs));
        return found;
    }
}
