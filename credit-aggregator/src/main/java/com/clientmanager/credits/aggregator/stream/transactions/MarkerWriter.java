package com.clientmanager.credits.aggregator.stream.transactions;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.internals.AbortTransactionHandler;
import org.apache.kafka.clients.admin.internals.AdminApiFuture;
import org.apache.kafka.clients.admin.internals.AdminApiHandler;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.utils.LogContext;

/**
 * Writes the marker that a coordinator owed. The admin client offers only the abort; a commit is the same request with
 * the other result, and ending a committed transaction by an abort would lose ledger lines.
 */
final class MarkerWriter {
    private final Admin admin;

    MarkerWriter(Admin admin) {
        this.admin = admin;
    }

    void abort(OpenTransaction open) throws ExecutionException, InterruptedException {
        admin.abortTransaction(open.marker()).all().get();
    }

    void commit(OpenTransaction open) throws ExecutionException, InterruptedException {
        Set<TopicPartition> partitions = Set.of(open.partition());
        AdminApiFuture.SimpleAdminApiFuture<TopicPartition, Void> written = AdminApiFuture.forKeys(partitions);
        invoke(new Commit(open.marker()), written);
        KafkaFuture.allOf(written.all().values().toArray(new KafkaFuture<?>[0])).get();
    }

    private void invoke(AdminApiHandler<TopicPartition, Void> handler, AdminApiFuture<TopicPartition, Void> future) {
        try {
            Method invoke = admin.getClass()
                    .getDeclaredMethod("invokeDriver", AdminApiHandler.class, AdminApiFuture.class, Integer.class);
            invoke.setAccessible(true);
            invoke.invoke(admin, handler, future, null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new KafkaException("This Kafka client cannot write the commit marker that a coordinator owes", e);
        }
    }

    private static final class Commit extends AbortTransactionHandler {
        Commit(AbortTransactionSpec spec) {
            super(spec, new LogContext());
        }

        @Override
        public WriteTxnMarkersRequest.Builder buildBatchedRequest(int brokerId, Set<TopicPartition> partitions) {
            WriteTxnMarkersRequest.Builder request = super.buildBatchedRequest(brokerId, partitions);
            request.data.markers().forEach(marker -> marker.setTransactionResult(true));
            return request;
        }
    }
}
