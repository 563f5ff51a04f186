package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.schemas.MalformedRecordException;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** R4: an outage is not a rejection. */
class RegistryOutageTest {
    private final Flaky registry = new Flaky();
    private final RegistryAvroCodec<UsageRecorded> wire = RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, "");
    private final UsageRecorded usage = TopologyKit.usage("acct-1", "e-1", "sms.send", 1, TopologyKit.START);

    @Test
    void R4_the_record_waits_until_the_registry_is_back() throws Exception {
        byte[] bytes = encoded();
        registry.failures.set(3);

        assertThat(reader(Duration.ofSeconds(20)).read(bytes)).isEqualTo(usage);
        assertThat(registry.failures).hasValue(0);
    }

    @Test
    void R4_an_outage_longer_than_a_transaction_ends_the_thread_and_rejects_nothing() throws Exception {
        byte[] bytes = encoded();
        registry.failures.set(Integer.MAX_VALUE);
        PatientReader<UsageRecorded> reader = reader(Duration.ofMillis(200));

        assertThatThrownBy(() -> reader.read(bytes)).isInstanceOf(RegistryStillAway.class);
        registry.failures.set(0);
        assertThat(reader.read(bytes)).isEqualTo(usage);
    }

    @Test
    void a_schema_id_that_the_registry_does_not_know_is_a_fact_about_the_record() throws Exception {
        byte[] bytes = encoded();
        ByteBuffer.wrap(bytes).putInt(1, 4711);

        assertThatThrownBy(() -> reader(Duration.ofSeconds(20)).read(bytes))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void what_the_registry_called_missing_is_judged_although_it_is_away_by_now() throws Exception {
        byte[] bytes = encoded();
        registry.failures.set(Integer.MAX_VALUE);
        int id = ByteBuffer.wrap(bytes).getInt(1);
        PatientReader<UsageRecorded> reader = new PatientReader<>(
                RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, ""),
                Duration.ofSeconds(20),
                missing -> missing == id);

        assertThatThrownBy(() -> reader.read(bytes)).isInstanceOf(MalformedRecordException.class);
    }

    private PatientReader<UsageRecorded> reader(Duration patience) {
        return new PatientReader<>(RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, ""), patience, id -> false);
    }

    private byte[] encoded() throws Exception {
        registry.register(Topic.USAGE_RECORDED.subject(""), new AvroSchema(Topic.USAGE_RECORDED.schema()));
        return wire.encode(usage);
    }

    /** Cannot be reached for a number of calls. */
    private static final class Flaky extends MockSchemaRegistryClient {
        final AtomicInteger failures = new AtomicInteger();

        @Override
        public synchronized ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
            if (failures.get() > 0) {
                failures.decrementAndGet();
                throw new IOException("connection refused");
            }
            if (id == 4711) {
                throw new RestClientException("Schema 4711 not found", 404, 40403);
            }
            return super.getSchemaById(id);
        }
    }
}
