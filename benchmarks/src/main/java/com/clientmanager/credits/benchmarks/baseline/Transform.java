package com.clientmanager.credits.benchmarks.baseline;

import com.clientmanager.credits.benchmarks.load.CrmAction;
import com.clientmanager.credits.schemas.Allocation;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * R1: decodes the event, prices it, and encodes a ledger entry with the same fields as the engine's; stateful values
 * are invented.
 */
public final class Transform implements KafkaWorker.Mapper {
    private static final String PRICE_VERSION = "bench-1";
    private static final String GRANT = "allowance:sub-acc-00000000:0";

    private final RegistryAvroCodec<UsageRecorded> usage;
    private final RegistryAvroCodec<LedgerEntryPosted> ledger;

    public Transform(RegistryAvroCodec<UsageRecorded> usage, RegistryAvroCodec<LedgerEntryPosted> ledger) {
        this.usage = usage;
        this.ledger = ledger;
    }

    @Override
    public byte[] entry(ConsumerRecord<byte[], byte[]> read) {
        UsageRecorded event = usage.decode(read.value());
        long price = CrmAction.unitPriceMicros(event.getAction());
        long micros = Math.multiplyExact(price, event.getQuantity());
        LedgerEntryPosted line = new LedgerEntryPosted();
        line.setAccount(event.getAccount());
        line.setSeq(read.offset());
        line.setType("CHARGE");
        line.setAmountMicros(-micros);
        line.setBalanceMicros(read.offset() - micros);
        line.setAvailableMicros(read.offset());
        line.setEventSource(event.getSource());
        line.setEventId(event.getId());
        line.setAction(event.getAction());
        line.setQuantity(event.getQuantity());
        line.setUser(event.getUser());
        line.setUnitPriceMicros(price);
        line.setPriceVersion(PRICE_VERSION);
        line.setAllocations(micros == 0 ? List.of() : List.of(new Allocation(GRANT, "ALLOWANCE", micros)));
        line.setDimensions(event.getDimensions());
        line.setPlan(PricedEvent.PLAN);
        line.setCycle(0L);
        line.setCycleStart(event.getOccurredAt());
        line.setCycleEnd(event.getOccurredAt());
        line.setInputOffset(read.offset());
        line.setOccurredAt(event.getOccurredAt());
        line.setRecordedAt(Instant.ofEpochMilli(read.timestamp()));
        return ledger.encode(line);
    }
}
