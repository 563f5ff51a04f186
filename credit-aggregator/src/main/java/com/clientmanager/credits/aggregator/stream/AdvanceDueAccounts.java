package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.CreditEngine;
import com.clientmanager.credits.aggregator.stream.store.AccountStore;
import com.clientmanager.credits.aggregator.stream.store.DueIndex;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the boundaries and expiries of accounts that nobody touches (R13), up to the last stamp the task has read
 * (decision 0003): the same pure function that runs before each event, driven by the due index.
 *
 * <p>In bounded batches on wall-clock time, since stream time stands still where nothing happens: a million accounts
 * due at once take less than two minutes and hold no usage up for longer than a batch of each task and the commit of
 * these. The commit is the larger part: it encodes, logs and sends what was touched.
 */
final class AdvanceDueAccounts implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(AdvanceDueAccounts.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ACCOUNTS_MAX = 125;
    private static final long BATCH_NANOS = Duration.ofMillis(5).toNanos();
    private static final Duration STAMP_AHEAD_MAX = Duration.ofMinutes(5);
    private static final long NO_OFFSET = -1;

    private final StepSetup setup;
    private final CreditEngine engine;
    private ProcessorContext<byte[], byte[]> context;
    private AccountStore accounts;
    private DueIndex due;
    private Postings postings;
    private Cancellable timer;
    private long lastStreamTimeMs;
    private boolean alarmed;

    AdvanceDueAccounts(StepSetup setup) {
        this.setup = setup;
        this.engine = new CreditEngine(setup.config().pace().lateness());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> task) {
        context = task;
        accounts = task.getStateStore(AccountStore.NAME);
        due = task.getStateStore(DueIndex.NAME);
        postings = new Postings(task, accounts, setup);
        accounts.forwardFrom(task);
        accounts.attach(due, new TellBalance(task, setup.wires().balances()));
        setup.watch().active(task.taskId().partition());
        timer = task.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, this::advance);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        throw new IllegalStateException("no step sends records here; only time passes");
    }

    @Override
    public void close() {
        setup.watch().inactive(context.taskId().partition());
        timer.cancel();
    }

    private void advance(long wallClockMs) {
        long nowMs = context.currentStreamTimeMs();
        if (nowMs > lastStreamTimeMs) {
            lastStreamTimeMs = nowMs;
            setup.watch().active(context.taskId().partition());
            alarmIfAhead(nowMs, wallClockMs);
        }
        if (nowMs > 0) {
            due.scan(nowMs, ACCOUNTS_MAX, System.nanoTime() + BATCH_NANOS, (id, dueMs) -> advance(id, dueMs, nowMs));
        }
    }

    private void advance(String id, long dueMs, long nowMs) {
        CreditAccount account = accounts.get(id);
        // An account that an event has advanced since the last commit still stands in the index under its old time.
        if (account == null || account.nextDue().map(Instant::toEpochMilli).orElse(DueIndex.NEVER) != dueMs) {
            return;
        }
        CommitPace.took(context);
        postings.write(postings.ready(account, engine.advance(account, Instant.ofEpochMilli(nowMs)), NO_OFFSET));
        setup.tally().advance();
    }

    private void alarmIfAhead(long nowMs, long wallClockMs) {
        boolean ahead = nowMs - wallClockMs > STAMP_AHEAD_MAX.toMillis();
        if (ahead && !alarmed) {
            LOG.error(
                    "Partition {} has a stamp of {}, more than 5 minutes ahead of this machine: check the brokers'"
                            + " clocks. Cycles begin early.",
                    context.taskId().partition(),
                    Instant.ofEpochMilli(nowMs));
        }
        alarmed = ahead;
    }
}
