package com.clientmanager.credits.aggregator.stream;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/** The settings of Kafka Streams, each with its reason. */
public final class StreamsSettings {
    /** A dead instance is noticed after this; the brokers' own minimum is 6 s. */
    private static final int SESSION_TIMEOUT_MS = 6_000;

    /** How soon a member learns that the group is being formed anew. */
    private static final int HEARTBEAT_MS = 500;
    /**
     * A dead instance's open transaction holds back read_committed readers for this long, and for a sweep of the
     * broker, where no other instance aborts it.
     */
    static final int TRANSACTION_TIMEOUT_MS = 10_000;
    /** Garbage of the greatest size that a topic takes is rejected whole, and its envelope comes on top. */
    private static final int LARGEST_REQUEST_BYTES = 4 * 1024 * 1024;

    private static final int BATCH_BYTES = 512 * 1024;
    private static final long PRODUCER_BYTES = 64L * 1024 * 1024;
    /**
     * Commit intervals between two commits while a thread is far behind; CommitPace asks for one in each interval
     * otherwise.
     */
    private static final int SELDOM = 5;

    private static final int RECORDS_PER_POLL = 2_000;
    /** Of bundles, each up to InputBundle.RECORDS_MAX records. */
    private static final int BUFFERED_PER_PARTITION = 64;

    private StreamsSettings() {}

    /** Settings for {@code config}. */
    public static Properties of(AggregatorConfig config) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.groupId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.cluster().stateDir().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.pace().threads());
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                SELDOM * config.pace().commitInterval().toMillis());
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        guarantee(settings, config);
        memory(settings, config);
        clients(settings);
        return settings;
    }

    private static void guarantee(Properties settings, AggregatorConfig config) {
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // The new protocol has no warm-up replicas yet.
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.pace().standbyReplicas());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // 0: the two inputs are merged by stamp, waiting for what is known to lie on the broker and for nothing else.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        // Whatever goes wrong, nothing is skipped: skipping would lose a billable event or keep half of one.
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailExceptionHandler.class);
        settings.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailProcessingExceptionHandler.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DefaultProductionExceptionHandler.class);
    }

    private static void memory(Properties settings, AggregatorConfig config) {
        // The record cache costs more than it saves here: our stores write once per commit by themselves.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksMemory.class);
        settings.put(SharedRocksMemory.BYTES, Long.toString(config.memory().rocksBytes()));
    }

    private static void clients(Properties settings) {
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_PER_PARTITION);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RECORDS_PER_POLL);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_REQUEST_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), PRODUCER_BYTES);
    }
}
