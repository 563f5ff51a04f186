package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.AccountOrder;
import com.clientmanager.credits.aggregator.credit.Allocation;
import com.clientmanager.credits.aggregator.credit.Cause;
import com.clientmanager.credits.aggregator.credit.Cycle;
import com.clientmanager.credits.aggregator.credit.EntryType;
import com.clientmanager.credits.aggregator.credit.Grant;
import com.clientmanager.credits.aggregator.credit.LedgerEntry;
import com.clientmanager.credits.aggregator.credit.RefusalCode;
import com.clientmanager.credits.aggregator.credit.Subscription;
import com.clientmanager.credits.aggregator.credit.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says a ledger line of the core as credit.ledger.v1 says it: the fields of LedgerEntryPosted, in the schema's order. By hand, since Avro's generic writer took a sixth
 * of the time of an event; EncodersTest holds it to Avro's own bytes, also when the schema changes.
 */
final class LedgerEncoder {
    private final AvroBytes out = new AvroBytes();

    /**
     * The line on the wire.
     *
     * @param inputOffset of the record that was being processed; only lines that it caused name it, so that a line that time caused is the same
     *     whoever noticed (I5)
     */
    byte[] encode(int schemaId, String account, LedgerEntry line, long inputOffset) {
        out.start(schemaId);
        out.putText(account);
        out.putLong(line.seq());
        out.putText(line.type().name());
        out.putLong(line.amount().micros());
        out.putLong(line.balance().micros());
        out.putLong(line.available().micros());
        out.putLong(line.overdraft().micros());
        putUsage(line);
        putAllocations(line.allocations());
        putGrant(line.grant());
        putSubscription(line.subscription());
        putCycle(line.cycle());
        AccountOrder.ReverseCharge reversal = line.reversal();
        out.putLongOrNull(reversal != null, reversal == null ? 0 : reversal.seq());
        out.putTextOrNull(line.commandId());
        RefusalCode refusal = line.refusal();
        out.putTextOrNull(refusal == null ? null : refusal.name());
        out.putLongOrNull(!(line.cause() instanceof Cause.TimePassed), inputOffset);
        out.putTextOrNull(line.note());
        out.putTime(line.occurredAt());
        out.putTime(line.recordedAt());
        out.putEnd();
        for (int i = 0; i < 6; i++) {
            out.putPresence(false);
        }
        return out.toByteArray();
    }

    /** eventSource, eventId, action, quantity, user, unitPriceMicros, priceVersion. */
    private void putUsage(LedgerEntry line) {
        Usage usage = line.usage();
        out.putTextOrNull(usage == null ? null : usage.source());
        out.putTextOrNull(usage == null ? null : usage.id());
        if (usage != null && line.type() == EntryType.CHARGE) {
            out.putTextOrNull(usage.action());
            out.putLongOrNull(true, usage.quantity());
            out.putTextOrNull(usage.user());
            out.putLongOrNull(true, usage.price().unit().micros());
            out.putTextOrNull(usage.price().version());
        } else {
            out.putTextOrNull(reversedAction(line));
            out.putLongOrNull(false, 0);
            out.putTextOrNull(null);
            out.putLongOrNull(false, 0);
            out.putTextOrNull(null);
        }
    }

    private static @Nullable String reversedAction(LedgerEntry line) {
        AccountOrder.ReverseCharge reversal = line.reversal();
        return reversal != null && line.type() == EntryType.REVERSAL ? reversal.action() : null;
    }

    private void putAllocations(List<Allocation> allocations) {
        if (!allocations.isEmpty()) {
            out.putLong(allocations.size());
            for (int i = 0; i < allocations.size(); i++) {
                Allocation one = allocations.get(i);
                out.putText(one.grant());
                out.putText(one.source().name());
                out.putLong(one.amount().micros());
            }
        }
        out.putEnd();
    }

    private void putGrant(@Nullable Grant grant) {
        out.putPresence(grant != null);
        if (grant != null) {
            out.putText(grant.id());
            out.putText(grant.source().name());
            out.putLong(grant.amount().micros());
            out.putTime(grant.effectiveAt());
            out.putTimeOrNull(grant.expiresAt());
            out.putLong(grant.source().priority());
            out.putTextOrNull(null);
        }
    }

    private void putSubscription(@Nullable Subscription subscription) {
        out.putTextOrNull(subscription == null ? null : subscription.id());
        out.putTextOrNull(subscription == null ? null : subscription.plan().plan());
        out.putTextOrNull(subscription == null ? null : subscription.status().name());
    }

    private void putCycle(@Nullable Cycle cycle) {
        out.putLongOrNull(cycle != null, cycle == null ? 0 : cycle.number());
        out.putTimeOrNull(cycle == null ? null : cycle.start());
        out.putTimeOrNull(cycle == null ? null : cycle.end());
    }
}
