package com.clientmanager.credits.benchmarks.baseline;

import com.clientmanager.credits.benchmarks.load.BulkProducer;
import com.clientmanager.credits.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Reads, maps and writes records, with output and offsets in one transaction per commit interval: the minimal cost of
 * exactly-once.
 */
public final class KafkaWorker implements Runnable {
    private static final int MAX_RECORDS = 2_000;

    private final BaselinePlan plan;
    private final int worker;
    private final SharedProgress progress;
    private final Mapper mapper;
    /** Thousandths of a record due on the other topic. */
    private long duePermille;

    public KafkaWorker(BaselinePlan plan, int worker, SharedProgress progress, Mapper mapper) {
        this.plan = plan;
        this.worker = worker;
        this.progress = progress;
        this.mapper = mapper;
    }

    /** Maps an event to the value of the entry that the baseline writes. */
    interface Mapper {
        byte[] entry(ConsumerRecord<byte[], byte[]> event);
    }

    @Override
    public void run() {
        String topic = Topic.USAGE_RECORDED.topicName(plan.input().prefix());
        try (RangeReader reader = new RangeReader(plan, topic, worker, MAX_RECORDS);
                BulkProducer sender = sender()) {
            KafkaProducer<byte[], byte[]> producer = sender.transactional();
            producer.initTransactions();
            long done = 0;
            while (!reader.isDone()) {
                producer.beginTransaction();
                done += fill(reader, sender);
                producer.sendOffsetsToTransaction(reader.offsets(), reader.group());
                producer.commitTransaction();
                progress.committed(worker, done);
            }
        }
    }

    /** Reads and writes the events of one transaction. */
    private long fill(RangeReader reader, BulkProducer sender) {
        long end =
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(plan.output().commitMs());
        long done = 0;
        while (!reader.isDone() && System.nanoTime() < end) {
            List<ConsumerRecord<byte[], byte[]>> events = reader.poll();
            for (ConsumerRecord<byte[], byte[]> event : events) {
                sender.send(plan.output().ledger(), event.partition(), event.key(), mapper.entry(event));
                writeOther(event, sender);
            }
            done += events.size();
        }
        return done;
    }

    private void writeOther(ConsumerRecord<byte[], byte[]> event, BulkProducer sender) {
        BaselinePlan.Output output = plan.output();
        duePermille += output.otherRecordsPermille();
        while (duePermille >= 1_000) {
            duePermille -= 1_000;
            byte[] bytes = new byte[output.otherBytes()];
            for (int at = 0; at < bytes.length; at += event.value().length) {
                System.arraycopy(event.value(), 0, bytes, at, Math.min(event.value().length, bytes.length - at));
            }
            sender.send(output.other(), event.partition(), event.key(), bytes);
        }
    }

    private BulkProducer sender() {
        String id = plan.output().ledger() + "-" + plan.kind() + "-" + worker;
        return new BulkProducer(plan.input().bootstrap(), Map.of("transactional.id", id));
    }
}
