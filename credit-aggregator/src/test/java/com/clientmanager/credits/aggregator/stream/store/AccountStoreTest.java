package com.clientmanager.credits.aggregator.stream.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.aggregator.credit.AccountCommand;
import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.CreditEngine;
import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.credit.Decision;
import com.clientmanager.credits.aggregator.credit.Dimensions;
import com.clientmanager.credits.aggregator.credit.GrantSource;
import com.clientmanager.credits.aggregator.credit.PlanTerms;
import com.clientmanager.credits.aggregator.credit.Price;
import com.clientmanager.credits.aggregator.credit.Usage;
import com.clientmanager.credits.aggregator.stream.bundle.OutputBundle;
import com.clientmanager.credits.aggregator.stream.transactions.TransactionEnds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AccountStoreTest {
    private static final Instant START = Instant.parse("2026-03-29T00:30:00Z");
    private static final CreditEngine ENGINE = new CreditEngine(Duration.ofDays(35));
    private static final Map<TopicPartition, Long> PLACE = Map.of(new TopicPartition("accounts-changelog", 0), 7L);

    private final KeyValueStore<Bytes, byte[]> inner =
            Stores.inMemoryKeyValueStore("accounts").get();
    private final DueIndex due =
            new DueIndex(Stores.inMemoryKeyValueStore("due").get());
    private final List<String> told = new ArrayList<>();
    /** What was logged, in order of the keys; a restore writes it to {@link #inner}. */
    private final Map<Bytes, byte[]> changelog = new TreeMap<>();

    @Test
    void an_account_is_written_and_told_once_however_often_a_transaction_touches_it() {
        AccountStore store = store(10);
        CreditAccount account = opened("acct-1");
        for (int i = 0; i < 5; i++) {
            account = used(account, "e-" + i);
            store.put(account, START.plusSeconds(i));
        }
        assertThat(inner.approximateNumEntries()).isZero();
        store.writeBehind();
        store.writeBehind();

        assertThat(told).containsExactly("acct-1 after " + account.lastSeq() + " as of " + START.plusSeconds(4), "all");
        assertThat(changelog).hasSize(1);
        restore();
        assertThat(store(10).get("acct-1")).isEqualTo(account);
    }

    @Test
    void an_aborted_transaction_leaves_the_account_as_it_was_committed() {
        AccountStore store = store(10);
        CreditAccount committed = opened("acct-1");
        store.put(committed, START);
        store.writeBehind();
        restore();
        store.put(used(committed, "e-1"), START);
        store.forget();
        told.clear();
        store.writeBehind();

        assertThat(store.get("acct-1")).isEqualTo(committed);
        assertThat(told).isEmpty();
    }

    @Test
    void between_transactions_all_but_the_accounts_used_last_are_bytes() {
        AccountStore store = store(3);
        for (int i = 0; i < 10; i++) {
            store.put(opened("acct-" + i), START);
        }
        assertThat(store.inHeap()).isEqualTo(10);
        store.writeBehind();

        assertThat(store.inHeap()).isEqualTo(10);
        assertThat(store.get("acct-0")).isEqualTo(opened("acct-0"));
        assertThat(store.get("nobody")).isNull();
    }

    @Test
    void R13_the_index_names_each_account_under_its_next_boundary() {
        AccountStore store = store(3);
        CreditAccount account = opened("acct-1");
        store.put(account, START);
        store.writeBehind();
        assertThat(dueAt(START.plus(Duration.ofDays(20)))).isEmpty();
        Instant boundary = account.nextDue().orElseThrow();
        assertThat(dueAt(boundary)).containsExactly("acct-1");

        restore();
        AccountStore later = store(3);
        later.put(ENGINE.advance(account, boundary).account(), boundary);
        later.writeBehind();
        assertThat(dueAt(boundary)).isEmpty();
        assertThat(dueAt(boundary.plus(Duration.ofDays(31)))).containsExactly("acct-1");
    }

    @Test
    void every_field_of_a_busy_account_survives_the_layout() {
        CreditAccount account = opened("acct-✓");
        account = order(
                account,
                new AccountCommand.GrantCredits(
                        command(2), "g-1", GrantSource.PURCHASED, Credits.parse("12.345678"), null, "pack"));
        account = order(
                account,
                new AccountCommand.GrantCredits(
                        command(3),
                        "g-2",
                        GrantSource.PROMOTIONAL,
                        Credits.of(5),
                        START.plus(Duration.ofDays(90)),
                        null));
        for (int i = 0; i < 30; i++) {
            account = used(account, "e-" + i);
        }
        account = order(
                account,
                new AccountCommand.UpgradePlan(
                        command(4), new PlanTerms("pro", Credits.of(10_000), 3), START.plusSeconds(60)));
        account = order(
                account, new AccountCommand.SchedulePlan(command(5), new PlanTerms("starter", Credits.of(500), 1)));
        account = order(account, new AccountCommand.RevokeGrant(command(6), "g-1", "refund"));
        account = ENGINE.advance(account, START.plus(Duration.ofDays(70))).account();
        account = order(account, new AccountCommand.CancelAtCycleEnd(command(7), ""));
        AccountCodec codec = new AccountCodec();
        byte[] bytes = codec.encode(account);

        assertThat(codec.decode(account.id(), bytes)).isEqualTo(account);
        assertThat(HexFormat.of().formatHex(bytes))
                .as("a released layout never changes: another one gets another version")
                .isEqualTo("0356e481c4020c1c7375622d616363742de29c933a30018084af5f00000000808dfbefa6670180ccd9e1ba6700"
                        + "00407375622d616363742de29c933a303a70726f3a31373734373434323630303030018083b6e049008083b6e0"
                        + "490000c0b682f0a6670180ccd9e1ba6700001c7375622d616363742de29c933a31018094ebdc03008094ebdc03"
                        + "000080ccd9e1ba670180eccf89ce6700021c7375622d616363742de29c933a32018094ebdc03008094ebdc0300"
                        + "0080eccf89ce670180eccf89ce67000406672d320280ade20400000000c0b682f0a6670180eddde7e067000106"
                        + "672d31039c85e30b00000000c0b682f0a6670001087061636b0101187375622d616363742de29c931a4575726f"
                        + "70652f4265726c696e808dfbefa6670e737461727465728094ebdc030200040480eccf89ce6780fcf883e26704"
                        + "010c67726f777468c0b682f0a667010670726f80ccd9e1ba67009cb6f46f80b8b872000e");
    }

    @Test
    void an_account_of_another_layout_is_refused_wherever_it_is_read() {
        byte[] old = new AccountCodec().encode(opened("acct-1"));
        old[0] = 1;
        inner.put(Bytes.wrap("acct-1".getBytes(StandardCharsets.UTF_8)), old);
        for (ThrowingCallable read : List.<ThrowingCallable>of(
                () -> store(3).refuseOldLayout(),
                () -> store(3).get("acct-1"),
                () -> store(3).loadUntil(
                                System.nanoTime() + Duration.ofMinutes(1).toNanos()))) {
            assertThatThrownBy(read)
                    .isInstanceOf(OldStateException.class)
                    .hasMessageContaining("make reset")
                    .hasMessageContaining("accounts");
        }
    }

    @Test
    void one_codec_reads_accounts_of_many_plans_and_cycles_in_any_order() {
        AccountCodec codec = new AccountCodec();
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            PlanTerms plan =
                    new PlanTerms("plan-" + random.nextInt(200), Credits.of(random.nextInt(3)), random.nextInt(3));
            Instant start = START.minus(Duration.ofDays(random.nextInt(5)));
            CreditAccount account = order(
                    CreditAccount.unopened("acct-" + i),
                    new AccountCommand.StartSubscription(command(1), "sub-é-" + i, ZoneOffset.UTC, start, plan));

            assertThat(codec.decode(account.id(), codec.encode(account))).isEqualTo(account);
        }
    }

    @Test
    void the_account_asked_for_last_is_the_one_that_is_put() {
        AccountStore store = store(1);
        store.put(opened("acct-1"), START);
        store.put(opened("acct-2"), START);
        store.writeBehind();
        CreditAccount first = Objects.requireNonNull(store.get("acct-1"));
        store.writeBehind();
        CreditAccount more = order(
                first,
                new AccountCommand.GrantCredits(command(2), "g-1", GrantSource.PURCHASED, Credits.of(5), null, "pack"));
        store.put(more, START);
        assertThat(store.get("acct-2")).isEqualTo(opened("acct-2"));
        assertThat(store.get("acct-1")).isEqualTo(more);
        store.writeBehind();
        assertThat(store.get("acct-1")).isEqualTo(more);
        assertThat(store.get("acct-2")).isEqualTo(opened("acct-2"));
    }

    @Test
    void a_restored_store_is_read_into_the_heap_and_answers_the_same() {
        AccountStore before = store(10);
        for (int i = 0; i < 5; i++) {
            before.put(opened("acct-" + i), START);
        }
        before.writeBehind();
        restore();

        AccountStore warm = store(1);
        inner.delete(Bytes.wrap("acct-0".getBytes(StandardCharsets.UTF_8)));
        warm.loadUntil(aMinuteFromNow());
        assertThat(warm.inHeap()).isEqualTo(4);
        for (int i = 2; i < 5; i++) {
            assertThat(warm.get("acct-" + i)).isEqualTo(opened("acct-" + i));
        }
        inner.delete(Bytes.wrap("acct-1".getBytes(StandardCharsets.UTF_8)));
        assertThat(warm.get("acct-0")).as("was not there to be read").isNull();
        assertThat(warm.get("acct-1")).as("is asked of the heap").isNotNull();
        warm.forget();
        assertThat(warm.get("acct-1")).as("an abort drops the heap").isNull();
    }

    @Test
    void what_is_read_in_slices_never_replaces_what_is_newer() {
        AccountStore before = store(10);
        for (int i = 0; i < 5; i++) {
            before.put(opened("acct-" + i), START);
        }
        before.writeBehind();
        restore();

        AccountStore warm = store(1);
        warm.loadUntil(System.nanoTime() - 1);
        assertThat(warm.inHeap()).as("no time, nothing read").isZero();
        CreditAccount touched = used(opened("acct-2"), "e-1");
        CreditAccount stored = used(opened("acct-3"), "e-1");
        warm.put(stored, START);
        warm.writeBehind();
        warm.put(touched, START);
        warm.loadUntil(aMinuteFromNow());

        assertThat(warm.inHeap()).isEqualTo(5);
        assertThat(warm.get("acct-2")).as("not yet stored").isEqualTo(touched);
        assertThat(warm.get("acct-3")).as("stored since").isEqualTo(stored);
        warm.forget();
        warm.loadUntil(aMinuteFromNow());
        assertThat(warm.inHeap()).as("read again after an abort").isEqualTo(5);
        assertThat(warm.get("acct-2")).isEqualTo(opened("acct-2"));
    }

    @Test
    void RocksDB_gets_an_account_when_the_place_of_the_changelog_is_noted_and_not_before() {
        AccountStore store = store(1);
        for (int i = 0; i < 4; i++) {
            store.put(opened("acct-" + i), START);
        }
        store.writeBehind();
        assertThat(inner.approximateNumEntries()).isZero();
        store.commit(PLACE);
        assertThat(contents()).isEqualTo(texts(changelog));

        store.put(used(opened("acct-1"), "e-1"), START);
        store.put(used(opened("acct-3"), "e-1"), START);
        store.writeBehind();
        assertThat(contents()).isNotEqualTo(texts(changelog));
        inner.delete(Bytes.wrap("acct-0".getBytes(StandardCharsets.UTF_8)));
        store.clearCache();
        assertThat(store.get("acct-0"))
                .as("is not written again, and the heap is dropped")
                .isNull();
        changelog.remove(Bytes.wrap("acct-0".getBytes(StandardCharsets.UTF_8)));
        assertThat(contents()).as("a task that becomes a standby").isEqualTo(texts(changelog));
    }

    @Test
    void with_a_heap_that_is_too_small_every_account_is_still_found_in_its_last_state() {
        Random random = new Random(11);
        AccountStore store = store(2);
        Map<String, CreditAccount> model = new HashMap<>();
        for (int transaction = 0; transaction < 300; transaction++) {
            for (int i = 0; i < 100; i++) {
                String id = "acct-" + random.nextInt(10_000);
                CreditAccount before = store.get(id);
                assertThat(before).as(id).isEqualTo(model.get(id));
                CreditAccount after = before == null ? opened(id) : used(before, "e-" + transaction + "-" + i);
                model.put(id, after);
                store.put(after, START);
            }
            store.writeBehind();
        }
        assertThat(store.inHeap()).isLessThan(model.size());
        assertThat(inner.approximateNumEntries()).isBetween(1L, model.size() - 1L);
        store.commit(PLACE);
        assertThat(contents()).isEqualTo(texts(changelog)).hasSize(model.size());
    }

    @Test
    void a_store_that_wrote_in_an_aborted_transaction_neither_goes_on_nor_is_noted() {
        TransactionEnds.inAThreadOfItsOwn(() -> {
            AccountStore store = store(1);
            CreditAccount committed = opened("acct-1");
            TransactionEnds.begin();
            store.put(committed, START);
            store.writeBehind();
            assertThatIllegalStateException()
                    .as("not committed yet")
                    .isThrownBy(() -> store.commit(PLACE))
                    .withMessageContaining("no transaction has committed");
            assertThatIllegalStateException().isThrownBy(store::clearCache);
            TransactionEnds.commit();
            store.commit(PLACE);
            assertThat(contents()).isEqualTo(texts(changelog));

            TransactionEnds.abort();
            store.put(used(committed, "e-1"), START);
            store.writeBehind();
            TransactionEnds.abort();
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.put(committed, START))
                    .withMessageContaining("an aborted transaction wrote");
            assertThatIllegalStateException().isThrownBy(() -> store.commit(PLACE));
            assertThatIllegalStateException().isThrownBy(store::clearCache);
            assertThat(contents().values())
                    .as("RocksDB stays as it was committed")
                    .containsExactly(HexFormat.of().formatHex(new AccountCodec().encode(committed)));
        });
    }

    @Test
    void an_account_that_left_the_objects_though_it_was_used_last_is_charged_in_its_new_state() {
        AccountStore store = store(1);
        CreditAccount first = opened("acct-1");
        store.put(first, START);
        store.put(opened("acct-2"), START);
        CreditAccount second = used(first, "e-1");
        store.put(second, START);
        store.writeBehind();
        assertThat(store.get("acct-1")).isEqualTo(second);
        CreditAccount third = used(second, "e-2");
        store.put(third, START);
        store.writeBehind();

        assertThat(store.get("acct-2")).isNotNull();
        assertThat(store.get("acct-1")).isEqualTo(third);
    }

    @Test
    void records_that_could_not_be_logged_are_logged_when_it_is_tried_again() {
        AtomicBoolean isBroken = new AtomicBoolean(true);
        AccountStore store = store(1, () -> {
            if (isBroken.getAndSet(false)) {
                throw new IllegalStateException("the producer failed");
            }
        });
        store.put(opened("acct-1"), START);
        assertThatIllegalStateException().isThrownBy(store::writeBehind);
        assertThat(changelog).isEmpty();
        store.writeBehind();
        assertThat(changelog).hasSize(1);
    }

    private void restore() {
        changelog.forEach(inner::put);
    }

    private Map<String, String> contents() {
        Map<Bytes, byte[]> stored = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = inner.all()) {
            all.forEachRemaining(one -> stored.put(one.key, one.value));
        }
        return texts(stored);
    }

    private static Map<String, String> texts(Map<Bytes, byte[]> records) {
        Map<String, String> texts = new TreeMap<>();
        records.forEach((key, value) -> texts.put(key.toString(), HexFormat.of().formatHex(value)));
        return texts;
    }

    private static long aMinuteFromNow() {
        return System.nanoTime() + Duration.ofMinutes(1).toNanos();
    }

    private AccountStore store(int accountsKept) {
        return store(accountsKept, () -> {});
    }

    private AccountStore store(int accountsKept, Runnable beforeLog) {
        AccountHeap.Limits limits = new AccountHeap.Limits(accountsKept, StoredAccounts.SEGMENT_BYTES);
        AccountStore store = new AccountStore(inner, limits) {
            @Override
            protected void log(OutputBundle records) {
                beforeLog.run();
                records.records().forEach(record -> changelog.put(Bytes.wrap(record.key()), record.value()));
            }
        };
        store.attach(due, new AccountStore.Touched() {
            @Override
            public void touched(CreditAccount account, Instant asOf) {
                told.add(account.id() + " after " + account.lastSeq() + " as of " + asOf);
            }

            @Override
            public void told() {
                told.add("all");
            }
        });
        return store;
    }

    private List<String> dueAt(Instant now) {
        List<String> found = new ArrayList<>();
        due.scan(now.toEpochMilli(), 100, Long.MAX_VALUE, (id, dueMs) -> found.add(id));
        return found;
    }

    private static CreditAccount opened(String id) {
        return order(
                CreditAccount.unopened(id),
                new AccountCommand.StartSubscription(
                        command(1),
                        "sub-" + id,
                        ZoneId.of("Europe/Berlin"),
                        START,
                        new PlanTerms("growth", Credits.of(100), 2)));
    }

    private static AccountCommand.Command command(long sequence) {
        return new AccountCommand.Command("c-" + sequence, sequence, START.plusSeconds(sequence));
    }

    private static CreditAccount order(CreditAccount account, AccountCommand order) {
        return ((Decision.Accepted) ENGINE.apply(account, order, START.plusSeconds(60))).account();
    }

    private static CreditAccount used(CreditAccount account, String id) {
        Usage usage = new Usage(
                "/crm", id, "sms.send", 1, "u-1", Dimensions.NONE, null, START, new Price("v1", Credits.of(4)));
        return ((Decision.Accepted) ENGINE.apply(account, usage, START.plusSeconds(10))).account();
    }
}
