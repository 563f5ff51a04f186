package com.clientmanager.credits.aggregator.stream.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.aggregator.stream.store.IdentityStore.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityStoreTest {
    private static final Duration KEEP = Duration.ofDays(36);
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    @TempDir
    Path folder;

    private final KeyValueStore<Bytes, byte[]> inner =
            Stores.inMemoryKeyValueStore("identities").get();
    private final Identity identity = new Identity();
    private final IdentityReader reader = new IdentityReader();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void R2_each_identity_is_first_once_also_after_sealing_and_loading_again(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        IdentityStore store = store(512);
        List<String> known = new ArrayList<>();
        for (int commit = 0; commit < 120; commit++) {
            for (int i = random.nextInt(90); i >= 0; i--) {
                if (known.isEmpty() || random.nextInt(10) < 7) {
                    known.add("e-" + known.size());
                    assertThat(judge(store, known.getLast(), 1)).isEqualTo(Verdict.FIRST);
                    store.remember(identity, DAY_MS);
                } else {
                    String old = known.get(random.nextInt(known.size()));
                    assertThat(judge(store, old, 1)).isEqualTo(Verdict.DUPLICATE);
                    assertThat(judge(store, old, 2)).isEqualTo(Verdict.CONFLICT);
                }
            }
            store.writeBehind();
            if (random.nextInt(20) == 0) {
                store = store(512);
            }
        }

        IdentityStore loaded = store(512);
        assertThat(known.size()).isGreaterThan(3 * 512);
        assertThat(loaded.identities()).isEqualTo(known.size());
        assertThat(known).allSatisfy(id -> assertThat(judge(loaded, id, 1)).isEqualTo(Verdict.DUPLICATE));
        assertThat(judge(loaded, "never", 1)).isEqualTo(Verdict.FIRST);
    }

    @Test
    void what_an_aborted_transaction_remembered_is_not_known_afterwards() {
        IdentityStore store = store(512);
        remember(store, "committed", DAY_MS);
        store.writeBehind();
        remember(store, "aborted", DAY_MS);
        store.clearCache();

        assertThat(judge(store, "committed", 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(judge(store, "aborted", 1)).isEqualTo(Verdict.FIRST);
    }

    @Test
    void what_another_instance_wrote_while_this_one_stood_by_is_known() {
        IdentityStore store = store(512);
        remember(store, "mine", DAY_MS);
        store.writeBehind();
        store.clearCache();
        IdentityStore other = store(512);
        for (int i = 0; i < 600; i++) {
            remember(other, "theirs-" + i, DAY_MS);
        }
        other.writeBehind();

        assertThat(judge(store, "mine", 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(judge(store, "theirs-599", 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(judge(store, "nobody's", 1)).isEqualTo(Verdict.FIRST);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void what_a_standby_read_ahead_is_what_it_would_have_read_when_it_took_over(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        IdentityStore active = store(64);
        IdentityStore standby = store(64);
        standby.opened();
        List<String> known = new ArrayList<>();
        long nowMs = DAY_MS;
        for (int commit = 0; commit < 400; commit++) {
            for (int i = random.nextInt(20); i >= 0; i--) {
                known.add("e-" + commit + "-" + i);
                remember(active, known.getLast(), nowMs);
            }
            // A jump of a month makes runs go, all of them now and then, so that their numbers are used again.
            nowMs += random.nextInt(40) == 0 ? KEEP.toMillis() : DAY_MS / 10;
            active.writeBehind();
            if (random.nextInt(3) == 0) {
                standby.readAhead();
            }
            if (random.nextInt(50) == 0) {
                active = store(64);
            }
            if (random.nextInt(50) == 0) {
                standby.load();
                standby.clearCache();
            }
        }
        standby.clearCache();

        IdentityStore fresh = store(64);
        assertThat(standby.identities()).isEqualTo(fresh.identities()).isLessThan(known.size());
        for (String id : known) {
            assertThat(judge(standby, id, 1)).as(id).isEqualTo(judge(fresh, id, 1));
        }
    }

    @Test
    void a_task_that_takes_over_does_not_read_again_what_was_read_ahead() {
        IdentityStore active = store(64);
        fill(active, "sealed", 64);
        IdentityStore standby = store(64);
        standby.opened();
        assertThat(reader.readOne()).isTrue();
        assertThat(reader.readOne()).isFalse();
        inner.delete(firstPage());
        fill(active, "later", 64);
        standby.clearCache();

        assertThat(standby.identities()).isEqualTo(128);
        assertThat(judge(standby, "later-63", 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(judge(standby, "nobody's", 1)).isEqualTo(Verdict.FIRST);
    }

    @Test
    void a_run_that_is_on_its_way_out_is_left_out_by_a_standby_and_refused_by_a_task() {
        IdentityStore active = store(512);
        fill(active, "e", 512);
        inner.delete(firstPage());
        IdentityStore standby = store(512);
        standby.opened();

        assertThat(standby.readAhead()).isFalse();
        assertThatThrownBy(standby::load)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not all pages are there");
    }

    @Test
    void a_store_that_is_closed_or_works_is_not_read_ahead() {
        fill(store(64), "e", 64);
        IdentityStore standby = store(64);
        assertThat(standby.readAhead()).isFalse();
        standby.opened();
        standby.load();
        fill(store(64), "more", 64);
        assertThat(standby.readAhead()).isFalse();
        standby.clearCache();
        assertThat(standby.readAhead()).isTrue();
        fill(store(64), "yet more", 64);
        reader.standAside();
        assertThat(reader.readOne()).isFalse();
        reader.goOn();
        assertThat(reader.readOne()).isTrue();
        standby.close();
        fill(store(64), "most", 64);
        assertThat(standby.readAhead()).isFalse();
    }

    @Test
    void R3_a_run_is_forgotten_whole_when_its_newest_identity_is_too_old_and_never_before() {
        IdentityStore store = store(4);
        for (int i = 0; i < 4; i++) {
            remember(store, "old-" + i, (1 + i) * DAY_MS);
        }
        store.writeBehind();
        long newestMs = 4 * DAY_MS;
        remember(store, "later", newestMs + KEEP.toMillis());
        store.writeBehind();
        assertThat(judge(store, "old-0", 1)).isEqualTo(Verdict.DUPLICATE);

        remember(store, "later still", newestMs + KEEP.toMillis() + 1);
        store.writeBehind();
        assertThat(judge(store, "old-0", 1)).isEqualTo(Verdict.FIRST);
        assertThat(judge(store, "old-3", 1)).isEqualTo(Verdict.FIRST);
        assertThat(judge(store, "later", 1)).isEqualTo(Verdict.DUPLICATE);
        assertThat(store.identities()).isEqualTo(2);
        assertThat(store(4).identities()).isEqualTo(2);
        assertThat(records()).isEqualTo(1);
    }

    @Test
    void a_quiet_task_does_not_leave_a_record_for_each_commit() {
        IdentityStore store = store(100_000);
        for (int i = 0; i < 1_000; i++) {
            remember(store, "e-" + i, DAY_MS);
            store.writeBehind();
        }

        assertThat(records()).isLessThanOrEqualTo(4);
        assertThat(store(100_000).identities()).isEqualTo(1_000);
    }

    @Test
    void a_great_transaction_is_journalled_in_records_that_the_broker_takes() {
        IdentityStore store = store(100_000);
        for (int i = 0; i < 40_000; i++) {
            remember(store, "e-" + i, DAY_MS);
        }
        store.writeBehind();
        remember(store, "one more", DAY_MS);
        store.writeBehind();

        try (KeyValueIterator<Bytes, byte[]> all = inner.all()) {
            all.forEachRemaining(entry -> assertThat(entry.value.length).isLessThan(300_000));
        }
        assertThat(store(100_000).identities()).isEqualTo(40_001);
    }

    @Test
    void R2_an_identity_is_account_source_and_id_and_nothing_else() {
        Identity other = new Identity();
        identity.ofEvent("acct-1", "a", "bc", "sms.send", 1);
        other.ofEvent("acct-1", "ab", "c", "sms.send", 1);
        assertThat(other.high()).isNotEqualTo(identity.high());
        other.ofEvent("acct-1a", "b", "c", "sms.send", 1);
        assertThat(other.high()).isNotEqualTo(identity.high());
        other.ofEvent("acct-2", "a", "bc", "sms.send", 1);
        assertThat(other.high()).isNotEqualTo(identity.high());

        for (String action : List.of("sms.send", "form.submission")) {
            for (long quantity : new long[] {1, 2}) {
                other.ofEvent("acct-1", "a", "bc", action, quantity);
                assertThat(other.high()).isEqualTo(identity.high());
                assertThat(Identity.sameHash(other.low(), identity.low())).isTrue();
                assertThat(other.low() == identity.low()).isEqualTo(action.equals("sms.send") && quantity == 1);
            }
        }
    }

    @Test
    void R2_one_source_and_id_for_many_accounts_are_as_many_events() {
        IdentityStore store = store(1_000);
        for (int copy = 0; copy < 2; copy++) {
            for (int account = 0; account < 3_000; account++) {
                identity.ofEvent("acct-" + account, "/crm", "1", "sms.send", account);
                assertThat(store.judge(identity)).isEqualTo(copy == 0 ? Verdict.FIRST : Verdict.DUPLICATE);
                if (copy == 0) {
                    store.remember(identity, DAY_MS);
                }
            }
            store.writeBehind();
        }
    }

    @ParameterizedTest(name = "a key that begins with {0}")
    @ValueSource(bytes = {'J', 'P', 'R', 1, 2, 4})
    void R2_identities_of_another_layout_are_refused_also_beside_ours(byte first) {
        IdentityStore store = store(100);
        fill(store, "e", 250);
        byte[] key = new byte[13];
        key[0] = first;
        inner.put(Bytes.wrap(key), new byte[24]);

        assertThatThrownBy(() -> store(100).load())
                .isInstanceOf(OldStateException.class)
                .hasMessageContaining("make reset")
                .hasMessageContaining("identities");
        inner.delete(Bytes.wrap(key));
        assertThat(store(100).identities()).isEqualTo(250);
    }

    private IdentityStore store(int identitiesPerRun) {
        return new IdentityStore(inner, new IdentityStore.Shape(KEEP, identitiesPerRun, folder), reader);
    }

    private Verdict judge(IdentityStore store, String id, long quantity) {
        identity.ofEvent("acct-1", "/crm", id, "sms.send", quantity);
        return store.judge(identity);
    }

    private void remember(IdentityStore store, String id, long appendedAtMs) {
        assertThat(judge(store, id, 1)).isEqualTo(Verdict.FIRST);
        store.remember(identity, appendedAtMs);
    }

    private void fill(IdentityStore store, String name, int count) {
        for (int i = 0; i < count; i++) {
            remember(store, name + "-" + i, DAY_MS);
        }
        store.writeBehind();
    }

    private Bytes firstPage() {
        try (KeyValueIterator<Bytes, byte[]> all =
                inner.range(Bytes.wrap(new byte[] {3, 'P'}), Bytes.wrap(new byte[] {3, 'Q'}))) {
            return all.next().key;
        }
    }

    private int records() {
        int count = 0;
        try (KeyValueIterator<Bytes, byte[]> all = inner.all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }
}
