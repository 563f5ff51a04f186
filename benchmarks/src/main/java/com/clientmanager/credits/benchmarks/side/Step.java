package com.clientmanager.credits.benchmarks.side;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a Kafka side makes of one event: the value of the line it writes. */
interface Step {
    byte[] line(ConsumerRecord<byte[], byte[]> event);
}
