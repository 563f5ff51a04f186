package com.clientmanager.credits.aggregator.stream.transactions;

import com.clientmanager.credits.aggregator.stream.bundle.OutputBundle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.KafkaMetric;

/**
 * Begins no transaction while an earlier one of the same producer is open anywhere: its marker would end that one too.
 * It looks after a start and after an abort, never after a commit, so that the usual way costs nothing.
 */
final class GuardedProducer implements Producer<byte[], byte[]> {
    private final Producer<byte[], byte[]> producer;
    private final Runnable settle;
    private final Runnable ended;
    private boolean initialized;
    private boolean settled;

    /**
     * A guard.
     *
     * @param settle returns once no transaction of this producer is open
     * @param ended called whenever one was committed or aborted
     */
    GuardedProducer(Producer<byte[], byte[]> producer, Runnable settle, Runnable ended) {
        this.producer = producer;
        this.settle = settle;
        this.ended = ended;
    }

    /** Settles at once, before any task restores what a lost marker hides. May be called again after a timeout. */
    @Override
    public void initTransactions() {
        if (!initialized) {
            producer.initTransactions();
            initialized = true;
        }
        settleOnce();
    }

    @Override
    public void beginTransaction() {
        TransactionFate.ofThread().begun();
        producer.beginTransaction();
        settleOnce();
    }

    private void settleOnce() {
        if (!settled) {
            settle.run();
            settled = true;
        }
    }

    @Override
    public void abortTransaction() {
        settled = false;
        TransactionFate.ofThread().aborted();
        producer.abortTransaction();
        ended.run();
    }

    @Override
    public void commitTransaction() {
        producer.commitTransaction();
        TransactionFate.ofThread().committed();
        ended.run();
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        producer.sendOffsetsToTransaction(offsets, groupMetadata);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(record);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        return OutputBundle.send(producer, record, callback);
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return producer.partitionsFor(topic);
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return producer.metrics();
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {
        producer.registerMetricForSubscription(metric);
    }

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {
        producer.unregisterMetricFromSubscription(metric);
    }

    @Override
    public Uuid clientInstanceId(Duration timeout) {
        return producer.clientInstanceId(timeout);
    }

    @Override
    public void close() {
        producer.close();
    }

    @Override
    public void close(Duration timeout) {
        producer.close(timeout);
    }
}
