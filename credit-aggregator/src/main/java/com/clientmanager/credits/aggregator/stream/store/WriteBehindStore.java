package com.clientmanager.credits.aggregator.stream.store;

import com.clientmanager.credits.aggregator.stream.bundle.OutputBundle;
import com.clientmanager.credits.aggregator.stream.transactions.TransactionFate;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps what a transaction touches in the heap and writes it to an ordinary key-value store and its
 * changelog once per commit.
 *
 * <p>The moment is {@link #flushCache}: StreamTask.prepareCommit calls it before it flushes the producer, so that what
 * it writes and forwards belongs to the transaction that is about to end (StateStore.commit comes after the transaction
 * and is too late to log anything). That call and {@link CachedStateStore} are internal to Kafka Streams:
 * ExactlyOnceTest pins them.
 *
 * <p>The heap is a copy of {@link #inner} plus what is not yet flushed. It is dropped whenever the two could part: when
 * the store is opened (a task revived after an aborted transaction opens its stores again, on wiped and restored
 * disks), closed, or recycled between standby and active (init is not called again then, and restoration writes past
 * us). A subclass therefore loads lazily and never in init.
 */
public abstract class WriteBehindStore implements StateStore, CachedStateStore<Bytes, byte[]> {
    private static final long NO_OFFSET = -1;
    private static final int NO_PARTITION = -1;
    private static final Map<TopicPartition, Long> NO_PLACE = Map.of();

    private final KeyValueStore<Bytes, byte[]> inner;
    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable ProcessorNode<?, ?, ?, ?> forwardingNode;
    private long streamTimeMs;
    /**
     * The transaction in which something was written last; 0: none since the store was opened, or that is committed and
     * noted.
     */
    private long writtenIn;

    protected WriteBehindStore(KeyValueStore<Bytes, byte[]> inner) {
        this.inner = inner;
    }

    /** The store underneath. */
    protected final KeyValueStore<Bytes, byte[]> inner() {
        return inner;
    }

    /** Drops everything held in the heap, flushed or not. */
    protected abstract void forget();

    /** Called once the store is open and before anything is restored into it. */
    protected void opened() {}

    /**
     * Called when a task becomes a standby or a standby a task: drops what is held in the heap and may differ from
     * {@link #inner} once others write it.
     */
    protected void recycled() {
        payBelow();
        forget();
    }

    /**
     * Writes to {@link #inner} what is logged and not there yet. Called before the store says up to which place of the
     * changelog it stands: until then it may stand behind that place's records, since whoever opens it reads them
     * again.
     */
    protected void payBelow() {}

    /**
     * Writes records to the store's changelog only, where {@link #inner} does not log by itself; in {@link
     * #writeBehind}.
     */
    protected void log(OutputBundle records) {
        InternalProcessorContext<?, ?> task = Objects.requireNonNull(context, "not initialised");
        Record<byte[], byte[]> all = records.asOne();
        task.logChange(name(), Bytes.wrap(all.key()), all.value(), all.timestamp(), all.headers(), getPosition());
    }

    /** Writes to {@link #inner} (and forwards) what was touched since the last call. */
    protected abstract void writeBehind();

    /** Lets {@link #writeBehind} forward in the name of the processor that is being initialised. */
    public final void forwardFrom(ProcessorContext<?, ?> processor) {
        forwardingNode = ((InternalProcessorContext<?, ?>) processor).currentNode();
    }

    /**
     * Notes the broker's stamp of the record at hand: changelog records carry the greatest one, so that a replay writes
     * the same.
     */
    protected final void seenAt(long appendedAtMs) {
        streamTimeMs = Math.max(streamTimeMs, appendedAtMs);
        written();
    }

    /** Something is written in the transaction that is open. */
    protected final void written() {
        TransactionFate fate = TransactionFate.ofThread();
        if (writtenIn != fate.current()) {
            refuseAborted(fate);
            writtenIn = fate.current();
        }
    }

    /**
     * What was written in an aborted transaction is in the heap and nowhere else: the task has to end, and to begin
     * again from what is committed.
     */
    private void refuseAborted(TransactionFate fate) {
        if (fate.isAborted(writtenIn)) {
            throw new IllegalStateException(
                    name() + " holds what an aborted transaction wrote; its task begins again from what is committed");
        }
    }

    private boolean isUncommitted() {
        TransactionFate fate = TransactionFate.ofThread();
        return fate.isAborted(writtenIn) || fate.isOpen(writtenIn);
    }

    /** Only what is committed may be noted, or handed on. */
    private void refuseUncommitted() {
        TransactionFate fate = TransactionFate.ofThread();
        refuseAborted(fate);
        if (fate.isOpen(writtenIn)) {
            throw new IllegalStateException(
                    name() + " holds what no transaction has committed; its task begins again from what is committed");
        }
    }

    /** The greatest append time seen since the store was opened, in milliseconds; 0 before the first. */
    protected final long streamTimeMs() {
        return streamTimeMs;
    }

    @Override
    public final void flushCache() {
        InternalProcessorContext<?, ?> task = context;
        if (task == null) {
            return;
        }
        refuseAborted(TransactionFate.ofThread());
        ProcessorRecordContext recordBefore = task.recordContext();
        ProcessorNode<?, ?, ?, ?> nodeBefore = task.currentNode();
        try {
            task.setRecordContext(
                    new ProcessorRecordContext(streamTimeMs, NO_OFFSET, NO_PARTITION, null, new RecordHeaders()));
            task.setCurrentNode(forwardingNode);
            writeBehind();
        } finally {
            task.setCurrentNode(nodeBefore);
            task.setRecordContext(recordBefore);
        }
    }

    @Override
    public final void clearCache() {
        refuseUncommitted();
        recycled();
        writtenIn = 0;
    }

    @Override
    public final boolean setFlushListener(CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public final void init(StateStoreContext storeContext, StateStore root) {
        forget();
        streamTimeMs = 0;
        writtenIn = 0;
        context = (InternalProcessorContext<?, ?>) storeContext;
        inner.init(storeContext, root);
        opened();
    }

    /**
     * Where {@link #inner} may hold what no transaction committed, its noted place goes first: Kafka Streams marks the
     * store as closed and wipes it a moment later, and whoever is killed between the two would begin again from that
     * place with what was aborted still there. Without a place it wipes the store at the next start.
     */
    @Override
    public final void close() {
        try {
            if (isUncommitted()) {
                inner.commit(NO_PLACE);
            }
        } finally {
            writtenIn = 0;
            forget();
            inner.close();
        }
    }

    /**
     * Without a place Kafka Streams forgets the store's place, which it does when the store is corrupt; that is never
     * refused.
     */
    @Override
    public final void commit(Map<TopicPartition, Long> changelogOffsets) {
        if (!changelogOffsets.isEmpty()) {
            refuseUncommitted();
            payBelow();
            writtenIn = 0;
        }
        inner.commit(changelogOffsets);
    }

    @Override
    public final @Nullable Long committedOffset(TopicPartition partition) {
        return inner.committedOffset(partition);
    }

    @Override
    @SuppressWarnings(
            "deprecation") // the only way to say that RocksDB keeps the offsets, as Streams' own wrappers say it
    public final boolean managesOffsets() {
        return inner.managesOffsets();
    }

    @Override
    public final String name() {
        return inner.name();
    }

    @Override
    public final boolean persistent() {
        return inner.persistent();
    }

    @Override
    public final boolean isOpen() {
        return inner.isOpen();
    }

    @Override
    public final Position getPosition() {
        return inner.getPosition();
    }
}
