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
 * Ends forgotten transactions of producers that do not come back to do so themselves: until then the group's offsets are unstable or readers of the
 * partition wait, for ever.
 */
public final class HangingTransactions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final OpenTransactions transactions;
    private final String group;
    private final Duration deadAfter;
    private final ScheduledExecutorService timer;

    /** {@code deadAfter} must be longer than any transaction of the group may live. */
    public HangingTransactions(OpenTransactions transactions, String group, Duration deadAfter) {
        this.transactions = transactions;
        this.group = group;
        this.deadAfter = deadAfter;
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("credits-hanging").daemon().factory());
    }

    /** Begins to look, every ten seconds. */
    public void start() {
        var unused =
                timer.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            endTheDead(System.currentTimeMillis());
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

    /** Each decision raises the epoch, so what is open at the present epoch is not decided; the coordinator's own work goes before ours. */
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
