package com.clientmanager.credits.aggregator.stream.transactions;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.GroupState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts the transactions of processes that the group has lost. Their tasks go on elsewhere, but until such a
 * transaction ends nobody who reads committed records sees what was written after it: that takes the transaction's
 * timeout and then the broker's next sweep, up to 20 s.
 *
 * <p>A transactional id begins with its process's id, as do the client ids of the process's members in the group: Kafka
 * Streams names both. Who has no member in a stable group has no task, and the offsets of a transaction it still had
 * open would be refused. Fencing it is what its own successor would do at its start.
 */
final class LeftTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(LeftTransactions.class);
    /** Ours commit several times a second; only what is older is worth a look at the group. */
    private static final long OLDER_THAN_MS = 2_000;

    private final Admin admin;
    private final String group;
    /** Not by its beginning alone: another application's name may begin with ours. */
    private final Pattern ourIds;

    LeftTransactions(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
        this.ourIds = Pattern.compile(Pattern.quote(group) + "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9]+");
    }

    /** Looks once; asks the brokers one question where nothing is left open. */
    void end() throws ExecutionException, InterruptedException {
        List<String> open = openForLong();
        if (open.isEmpty()) {
            return;
        }
        ConsumerGroupDescription members = Objects.requireNonNull(
                admin.describeConsumerGroups(List.of(group)).all().get().get(group));
        if (members.groupState() != GroupState.STABLE) {
            return;
        }
        List<String> left =
                open.stream().filter(id -> !isMember(id, members.members())).toList();
        if (!left.isEmpty()) {
            LOG.info("Aborts what {} left open: the group has lost that process", left);
            admin.fenceProducers(left).all().get();
        }
    }

    private List<String> openForLong() throws ExecutionException, InterruptedException {
        ListTransactionsOptions options = new ListTransactionsOptions()
                .filterStates(Set.of(TransactionState.ONGOING))
                .filterOnDuration(OLDER_THAN_MS);
        return admin.listTransactions(options).all().get().stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> ourIds.matcher(id).matches())
                .toList();
    }

    /** Whether the process that holds {@code transactionalId}, {@code group-process-thread}, has a member. */
    private static boolean isMember(String transactionalId, Collection<MemberDescription> members) {
        String process = transactionalId.substring(0, transactionalId.lastIndexOf('-') + 1);
        return members.stream().anyMatch(member -> member.clientId().startsWith(process));
    }
}
