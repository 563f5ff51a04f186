package com.clientmanager.credits.aggregator.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredAccountsTest {
    private static final int SEGMENT = StoredAccounts.SEGMENT_BYTES;
    private static final StoredAccounts.Below NOBODY = (key, value) -> {
        throw new AssertionError("nothing is owed");
    };

    /** Ids whose bytes have equal hashes. */
    private static final List<String> TWINS = List.of("acct-Aa", "acct-BB");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_happens_to_it_it_gives_back_what_was_put_last_or_nothing(long seed) {
        Random random = new Random(seed);
        Map<String, byte[]> below = new HashMap<>();
        StoredAccounts kept = new StoredAccounts(3 * SEGMENT, (key, value) -> below.put(text(key), value));
        Map<String, byte[]> model = new HashMap<>();
        Set<String> owed = new HashSet<>();
        int accounts = 2_000 << random.nextInt(4);
        int dropped = 0;
        for (int step = 0; step < 200_000; step++) {
            String id = id(random.nextInt(accounts));
            if (random.nextInt(3) > 0) {
                byte[] value = value(random);
                boolean isOwed = random.nextBoolean();
                kept.put(key(id), value, isOwed);
                model.put(id, value);
                below.remove(id);
                owed.remove(id);
                if (isOwed) {
                    owed.add(id);
                }
            } else if (random.nextInt(5_000) == 0) {
                kept.payAll();
                for (String paid : owed) {
                    assertThat(below.get(paid)).as("owed and paid").isEqualTo(model.get(paid));
                }
                owed.clear();
            } else {
                kept.callFor(List.of(key(id), key("acct-" + random.nextInt(2 * accounts))));
                byte[] wanted = model.remove(id);
                TakenAccount found = kept.take(key(id));
                if (found == null) {
                    dropped += wanted == null ? 0 : 1;
                    if (owed.contains(id)) {
                        assertThat(below.get(id)).as("paid before it went").isEqualTo(wanted);
                    }
                } else {
                    assertThat(found.bytes)
                            .as("seed %d, step %d, %s", seed, step, id)
                            .isEqualTo(wanted);
                    assertThat(found.isOwed).isEqualTo(owed.contains(id));
                }
                owed.remove(id);
                assertThat(kept.take(key(id))).as("taken").isNull();
            }
            assertThat(kept.size()).isLessThanOrEqualTo(model.size());
        }
        if (dropped == 0) {
            assertThat(kept.size()).isEqualTo(model.size());
        }
        int left = 0;
        for (Map.Entry<String, byte[]> one : model.entrySet()) {
            TakenAccount found = kept.take(key(one.getKey()));
            if (found != null) {
                assertThat(found.bytes).isEqualTo(one.getValue());
                left++;
            } else if (owed.contains(one.getKey())) {
                assertThat(below.get(one.getKey())).isEqualTo(one.getValue());
            }
        }
        assertThat(left).isPositive();
        assertThat(kept.size()).isZero();
    }

    @Test
    void nothing_is_dropped_while_there_is_room_however_often_accounts_go_and_come_back() {
        Random random = new Random(7);
        StoredAccounts kept = new StoredAccounts(4 * SEGMENT, NOBODY);
        int count = 0;
        while (kept.hasRoom()) {
            kept.put(key("acct-" + count++), new byte[200], false);
        }
        kept.take(key("acct-0"));
        assertThat(kept.size()).isEqualTo(count - 1).isGreaterThan(10_000);
        for (int step = 0; step < 300_000; step++) {
            byte[] key = key("acct-" + (1 + random.nextInt(count - 1)));
            TakenAccount taken = kept.take(key);
            assertThat(taken).as("step %d", step).isNotNull();
            kept.put(key, taken.bytes, false);
        }
        assertThat(kept.size()).isEqualTo(count - 1);
    }

    @Test
    void without_room_what_was_put_longest_ago_goes_first() {
        StoredAccounts kept = new StoredAccounts(2 * SEGMENT, NOBODY);
        for (int i = 0; i < 20_000; i++) {
            kept.put(key("acct-" + i), new byte[200], false);
        }
        assertThat(kept.take(key("acct-0"))).isNull();
        assertThat(kept.take(key("acct-19999")).bytes).hasSize(200);
        assertThat(kept.size()).isBetween(2_000, 10_000);
    }

    @Test
    void an_account_too_large_to_keep_is_not_kept_in_its_old_state_either() {
        StoredAccounts kept = new StoredAccounts(SEGMENT, NOBODY);
        kept.put(key("acct-1"), new byte[10], false);
        kept.put(key("acct-1"), new byte[SEGMENT / 4], false);
        assertThat(kept.take(key("acct-1"))).isNull();
        byte[] large = new byte[SEGMENT / 8 - 100];
        for (int i = 0; i < 100; i++) {
            kept.put(key("acct-" + i % 7), large, false);
        }
        assertThat(kept.take(key("acct-" + 99 % 7)).bytes).isEqualTo(large);
    }

    @Test
    void cleared_it_is_empty_and_can_be_used_again() {
        StoredAccounts kept = new StoredAccounts(SEGMENT, NOBODY);
        kept.put(key("acct-1"), new byte[] {1}, false);
        kept.clear();
        assertThat(kept.size()).isZero();
        assertThat(kept.take(key("acct-1"))).isNull();
        kept.put(key("acct-1"), new byte[] {2}, false);
        assertThat(kept.take(key("acct-1")).bytes).containsExactly(2);
    }

    @Test
    void an_account_too_large_to_keep_is_paid_if_it_is_owed() {
        List<String> paid = new ArrayList<>();
        StoredAccounts kept = new StoredAccounts(SEGMENT, (key, value) -> paid.add(text(key) + " " + value.length));
        kept.put(key("acct-1"), new byte[SEGMENT / 4], true);
        kept.put(key("acct-2"), new byte[SEGMENT / 4], false);
        assertThat(paid).containsExactly("acct-1 " + SEGMENT / 4);
    }

    @Test
    void accounts_whose_hashes_are_equal_are_not_taken_for_each_other() {
        StoredAccounts kept = new StoredAccounts(SEGMENT, NOBODY);
        assertThat(Arrays.hashCode(key(TWINS.get(0)))).isEqualTo(Arrays.hashCode(key(TWINS.get(1))));
        kept.put(key(TWINS.get(0)), new byte[] {1}, false);
        assertThat(kept.has(key(TWINS.get(1)))).isFalse();
        kept.put(key(TWINS.get(1)), new byte[] {2}, false);

        assertThat(kept.take(key(TWINS.get(0))).bytes).containsExactly(1);
        assertThat(kept.take(key(TWINS.get(0)))).isNull();
        assertThat(kept.take(key(TWINS.get(1))).bytes).containsExactly(2);
    }

    /** The first are of equal hash. */
    private static String id(int number) {
        return number < TWINS.size() ? TWINS.get(number) : "acct-" + number;
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    private static byte[] key(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(Random random) {
        byte[] value = new byte[random.nextInt(100) == 0 ? random.nextInt(20_000) : 50 + random.nextInt(300)];
        Arrays.fill(value, (byte) random.nextInt());
        return value;
    }
}
