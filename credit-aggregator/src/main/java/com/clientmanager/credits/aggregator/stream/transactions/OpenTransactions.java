package com.clientmanager.credits.aggregator.stream.transactions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds transactions that are open on our partitions, and ends those that their coordinator has decided and forgotten,
 * as it decided.
 */
public final class OpenTransactions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MS = 50;

    private final Admin admin;
    private final OurPartitions partitions;
    private final Decisions decisions;
    private final MarkerWriter markers;
    private final Duration patience;

    /**
     * Looks after the transactions of one group.
     *
     * @param group the application id; its transactional ids and changelogs begin with it
     * @param outputs the topics that its transactions write, besides the changelogs
     */
    public OpenTransactions(String bootstrapServers, String group, Set<String> outputs) {
        this(
                Admin.create(Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "client.id",
                        group + "-open-transactions",
                        "request.timeout.ms",
                        "5000",
                        "default.api.timeout.ms",
                        "10000")),
                group,
                outputs,
                new CoordinatorLog(bootstrapServers),
                PATIENCE);
    }

    OpenTransactions(Admin admin, String group, Set<String> outputs, Decisions decisions, Duration patience) {
        this.admin = admin;
        this.partitions = new OurPartitions(admin, group, outputs);
        this.decisions = decisions;
        this.markers = new MarkerWriter(admin);
        this.patience = patience;
    }

    Admin admin() {
        return admin;
    }

    /**
     * Returns once no transaction of the producer that holds {@code transactionalId} is open. That producer must be
     * between two transactions.
     *
     * @throws TimeoutException when that takes longer than the patience, 60 s
     * @throws UndecidedTransaction when one is open and its decision cannot be found
     * @throws KafkaException when the brokers do not let us look or write markers
     */
    void settle(String transactionalId) {
        long until = System.nanoTime() + patience.toNanos();
        String waitsFor = "";
        while (System.nanoTime() < until) {
            try {
                List<OpenTransaction> open = openOf(transactionalId);
                if (open.isEmpty()) {
                    return;
                }
                waitsFor = open.toString();
                Thread.sleep(PAUSE_MS);
            } catch (ExecutionException e) {
                waitsFor = retriableOrThrow(e);
            } catch (RetriableException e) {
                waitsFor = e.toString();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        throw new TimeoutException(transactionalId + " may not begin a transaction, after " + patience.toSeconds()
                + " s an earlier one is still open: " + waitsFor);
    }

    private static String retriableOrThrow(ExecutionException failed) {
        if (failed.getCause() instanceof RetriableException passing) {
            return passing.toString();
        }
        throw new KafkaException("Cannot see to it that no earlier transaction is open", failed.getCause());
    }

    /** What is open at this moment; it has been ended, unless the coordinator is still at it. */
    private List<OpenTransaction> openOf(String transactionalId) throws ExecutionException, InterruptedException {
        TransactionDescription now = admin.describeTransactions(List.of(transactionalId))
                .description(transactionalId)
                .get();
        List<OpenTransaction> open = open(one -> one.producerId() == now.producerId());
        if (isOver(now.state())) {
            for (OpenTransaction one : open) {
                if (!end(transactionalId, one)) {
                    throw new UndecidedTransaction(one + " has no known decision, its coordinator says " + now
                            + "; see docs/operations.md before it is ended by hand");
                }
            }
        }
        return open;
    }

    private static boolean isOver(TransactionState state) {
        return state == TransactionState.EMPTY
                || state == TransactionState.COMPLETE_ABORT
                || state == TransactionState.COMPLETE_COMMIT;
    }

    /** The open transactions on our partitions that {@code wanted} takes. */
    List<OpenTransaction> open(Predicate<OpenTransaction> wanted) throws ExecutionException, InterruptedException {
        List<OpenTransaction> open = new ArrayList<>();
        admin.describeProducers(partitions.all())
                .all()
                .get()
                .forEach((partition, state) -> state.activeProducers().stream()
                        .filter(producer ->
                                producer.currentTransactionStartOffset().isPresent())
                        .map(producer -> OpenTransaction.of(partition, producer))
                        .filter(wanted)
                        .forEach(open::add));
        return open;
    }

    /** Ends {@code open} as it was decided; false when no decision is known. */
    boolean end(String transactionalId, OpenTransaction open) throws ExecutionException, InterruptedException {
        Outcome outcome = decisions.on(transactionalId, open);
        LOG.warn("A coordinator forgot to end a transaction of {}, which is {}: {}", transactionalId, outcome, open);
        switch (outcome) {
            case COMMITTED -> markers.commit(open);
            case ABORTED -> markers.abort(open);
            case NOT_KNOWN -> {}
        }
        return outcome != Outcome.NOT_KNOWN;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
