package com.clientmanager.credits.benchmarks.side;

import com.clientmanager.credits.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Reads, turns and writes, with output and offsets in one transaction for each commit interval: what exactly-once costs at the least. */
final class KafkaWorker implements Runnable {
    private static final int MOST_RECORDS = 2_000;

    private final SidePlan plan;
    private final int worker;
    private final Progress progress;
    private final Step step;
    /** Records owed to the topic beside, in thousandths. */
    private long owed;

    KafkaWorker(SidePlan plan, int worker, Progress progress, Step step) {
        this.plan = plan;
        this.worker = worker;
        this.progress = progress;
        this.step = step;
    }

    @Override
    public void run() {
        String topic = Topic.USAGE_RECORDED.topicName(plan.input().prefix());
        try (Reader reader = new Reader(plan, topic, worker, MOST_RECORDS);
                Sender sender = sender()) {
            KafkaProducer<byte[], byte[]> producer = sender.transactions();
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

    /** One transaction's worth of events. */
    private long fill(Reader reader, Sender sender) {
        long end =
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(plan.output().commitMs());
        long done = 0;
        while (!reader.isDone() && System.nanoTime() < end) {
            List<ConsumerRecord<byte[], byte[]>> events = reader.poll();
            for (ConsumerRecord<byte[], byte[]> event : events) {
                sender.send(plan.output().lines(), event.partition(), event.key(), step.line(event));
                beside(event, sender);
            }
            done += events.size();
        }
        return done;
    }

    private void beside(ConsumerRecord<byte[], byte[]> event, Sender sender) {
        SidePlan.Output output = plan.output();
        owed += output.besideRecords();
        while (owed >= 1_000) {
            owed -= 1_000;
            byte[] bytes = new byte[output.besideBytes()];
            for (int at = 0; at < bytes.length; at += event.value().length) {
                System.arraycopy(event.value(), 0, bytes, at, Math.min(event.value().length, bytes.length - at));
            }
            sender.send(output.beside(), event.partition(), event.key(), bytes);
        }
    }

    private Sender sender() {
        String id = plan.output().lines() + "-" + plan.kind() + "-" + worker;
        return new Sender(plan.input().bootstrap(), Map.of("transactional.id", id));
    }
}
