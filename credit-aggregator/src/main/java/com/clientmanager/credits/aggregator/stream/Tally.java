package com.clientmanager.credits.aggregator.stream;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;

/**
 * What the instance has done since it started, for operators' graphs. Counted when it is decided, so that an aborted
 * transaction's records are counted again: the ledger, not this, is the account of what was charged.
 */
public final class Tally {
    private final LongAdder charged = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder commands = new LongAdder();
    private final LongAdder advanced = new LongAdder();
    private final LongAdder ticks = new LongAdder();
    private final LongAdder usageRejected = new LongAdder();
    private final LongAdder pricesLeftOut = new LongAdder();
    private final Map<RejectionReason, LongAdder> rejected = new EnumMap<>(RejectionReason.class);

    private final Map<Integer, StateSize> states = new ConcurrentHashMap<>();
    private final Set<TopicPartition> waiting = ConcurrentHashMap.newKeySet();

    /** How much state one active task holds, as of its last look. */
    record StateSize(long identities, long filterBytes, long accountsInHeap) {}

    public Tally() {
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(reason, new LongAdder());
        }
    }

    void state(int partition, StateSize size) {
        states.put(partition, size);
    }

    void noState(int partition) {
        states.remove(partition);
    }

    /** Identities that the instance's active tasks remember. */
    public long identities() {
        return states.values().stream().mapToLong(StateSize::identities).sum();
    }

    /** Bytes outside the heap that their filters take. */
    public long filterBytes() {
        return states.values().stream().mapToLong(StateSize::filterBytes).sum();
    }

    /** Accounts held as objects. */
    public long accountsInHeap() {
        return states.values().stream().mapToLong(StateSize::accountsInHeap).sum();
    }

    void waits(TopicPartition partition) {
        waiting.add(partition);
    }

    void waitsNoLonger(TopicPartition partition) {
        waiting.remove(partition);
    }

    /** Input partitions that wait for the schema registry: a record there has a schema id never seen before (R4). */
    public int partitionsWaiting() {
        return waiting.size();
    }

    void charge() {
        charged.increment();
    }

    void duplicate() {
        duplicates.increment();
    }

    void command() {
        commands.increment();
    }

    void advance() {
        advanced.increment();
    }

    void tick() {
        ticks.increment();
    }

    void commandRejection(RejectionReason reason) {
        counter(reason).increment();
    }

    void usageRejection(RejectionReason reason) {
        counter(reason).increment();
        usageRejected.increment();
    }

    void priceLeftOut() {
        pricesLeftOut.increment();
    }

    /** Records of the rate card that could not be taken; what was known of the action still holds. */
    public long pricesLeftOut() {
        return pricesLeftOut.sum();
    }

    /** Usage events charged, free ones included. */
    public long charged() {
        return charged.sum();
    }

    /** Usage events that were seen before and changed nothing (R2). */
    public long duplicates() {
        return duplicates.sum();
    }

    /** Commands read, repeats included. */
    public long commands() {
        return commands.sum();
    }

    /** Accounts that time alone changed. */
    public long advanced() {
        return advanced.sum();
    }

    /** Ticks read. They are no usage: neither accepted nor rejected. */
    public long ticks() {
        return ticks.sum();
    }

    /** Records rejected for {@code reason} (R4). */
    public long rejected(RejectionReason reason) {
        return counter(reason).sum();
    }

    /** Usage events accepted from the topic in any way: charged + duplicates + rejected (R4). */
    public long accepted() {
        return charged() + duplicates() + usageRejected.sum();
    }

    private LongAdder counter(RejectionReason reason) {
        return Objects.requireNonNull(rejected.get(reason));
    }
}
