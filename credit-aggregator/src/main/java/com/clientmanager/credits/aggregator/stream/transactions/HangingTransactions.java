package com.clientmanager.credits.aggregator.stream.transactions;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions of producers that do not come back to do so themselves: those that a broker forgot, for which the
 * group's offsets and readers of the partition would wait for ever, and those of processes that the group has lost, for
 * which they would wait for up to 20 s.
 */
public final class HangingTransactions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    private static final Duration FORGOTTEN_EVERY = Duration.ofSeconds(10);
    private static final Duration LEFT_EVERY = Duration.ofSeconds(1);

    private final OpenTransactions transactions;
    private final String group;
    private final Duration deadAfter;
    private final LeftTransactions left;
    private final ScheduledExecutorService timer;

    /** {@code deadAfter} must be longer than any transaction of the group may live. */
    public HangingTransactions(OpenTransactions transactions, String group, Duration deadAfter) {
        this.transactions = transactions;
        this.group = group;
        this.deadAfter = deadAfter;
        this.left = new LeftTransactions(transactions.admin(), group);
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("credits-hanging").daemon().factory());
    }

    /** Begins to look: for the one every ten seconds, for the other every second. */
    public void start() {
        every(FORGOTTEN_EVERY, () -> endTheDead(System.currentTimeMillis()));
        every(LEFT_EVERY, left::end);
    }

    private void every(Duration pause, Look look) {
        var unused = timer.scheduleWithFixedDelay(
                () -> quietly(look), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private interface Look {
        void run() throws ExecutionException, InterruptedException;
    }

    private static void quietly(Look look) {
        try {
            look.run();
        } catch (ExecutionException | RuntimeException e) {
            LOG.debug("Could not look for hanging transactions: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endTheDead(long nowMs) throws ExecutionException, InterruptedException {
        List<OpenTransaction> old = transactions.open(one -> nowMs - one.lastWriteMs() > deadAfter.toMillis());
        if (old.isEmpty()) {
            return;
        }
        Map<Long, String> holders = holders(old);
        for (OpenTransaction open : old) {
            String holder = holders.get(open.producerId());
            if (holder != null && isPast(holder, open) && !transactions.end(holder, open)) {
                LOG.error("NOT DECIDED: {} of {} stays open, see docs/operations.md", open, holder);
            }
        }
    }

    /** Which of our transactional ids hold the producers. */
    private Map<Long, String> holders(List<OpenTransaction> old) throws ExecutionException, InterruptedException {
        Set<Long> producers = new HashSet<>();
        old.forEach(open -> producers.add(open.producerId()));
        Map<Long, String> holders = new HashMap<>();
        transactions
                .admin()
                .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
                .all()
                .get()
                .stream()
                .filter(listing -> listing.transactionalId().startsWith(group + "-"))
                .forEach(listing -> holders.put(listing.producerId(), listing.transactionalId()));
        return holders;
    }

    /**
     * Each decision raises the epoch, so what is open at the present epoch is not decided; the coordinator's own work
     * goes before ours.
     */
    private boolean isPast(String holder, OpenTransaction open) throws ExecutionException, InterruptedException {
        TransactionDescription now = transactions
                .admin()
                .describeTransactions(List.of(holder))
                .description(holder)
                .get();
        return now.producerId() == open.producerId()
                && now.producerEpoch() > open.epoch()
                && !now.topicPartitions().contains(open.partition());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
