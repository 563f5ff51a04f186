package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.AccountCommand;
import com.clientmanager.credits.aggregator.credit.Allocation;
import com.clientmanager.credits.aggregator.credit.Cause;
import com.clientmanager.credits.aggregator.credit.Cycle;
import com.clientmanager.credits.aggregator.credit.Dimensions;
import com.clientmanager.credits.aggregator.credit.EntryType;
import com.clientmanager.credits.aggregator.credit.Grant;
import com.clientmanager.credits.aggregator.credit.LedgerEntry;
import com.clientmanager.credits.aggregator.credit.PlanTerms;
import com.clientmanager.credits.aggregator.credit.RefusalCode;
import com.clientmanager.credits.aggregator.credit.Subscription;
import com.clientmanager.credits.aggregator.credit.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says a ledger line of the core as credit.ledger.v1 says it: the fields of LedgerEntryPosted, in the schema's order.
 * By hand, since Avro's generic writer took a sixth of the time of an event; EncodersTest holds it to Avro's own bytes,
 * also when the schema changes.
 */
final class LedgerEncoder {
    private final AvroBytes out = new AvroBytes();

    /**
     * The line on the wire.
     *
     * @param inputOffset of the record that was being processed; only lines that it caused name it, so that a line that
     *     time caused is the same
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
        putSubscription(line);
        putCycle(line.cycle());
        AccountCommand.ReverseCharge reversal = line.reversal();
        out.putLongOrNull(reversal != null, reversal == null ? 0 : reversal.seq());
        AccountCommand order = line.order();
        out.putTextOrNull(order == null ? null : order.commandId());
        RefusalCode refusal = line.refusal();
        out.putTextOrNull(refusal == null ? null : refusal.name());
        out.putLongOrNull(!(line.cause() instanceof Cause.TimePassed), inputOffset);
        out.putTextOrNull(line.note());
        out.putTime(line.occurredAt());
        out.putTime(line.recordedAt());
        putLabels(line);
        putOrder(order);
        PlanTerms pending =
                line.subscription() == null ? null : line.subscription().pendingPlan();
        out.putTextOrNull(pending == null ? null : pending.plan());
        Grant grant = line.grant();
        out.putLongOrNull(grant != null, grant == null ? 0 : grant.left().micros());
        out.putTimeOrNull(reversed(line) == null || reversal == null ? null : reversal.occurredAt());
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
            AccountCommand.Used reversed = reversed(line);
            Long quantity = reversed == null ? null : reversed.quantity();
            out.putTextOrNull(reversed == null ? null : reversed.action());
            out.putLongOrNull(quantity != null, quantity == null ? 0 : quantity);
            out.putTextOrNull(reversed == null ? null : reversed.user());
            out.putLongOrNull(false, 0);
            out.putTextOrNull(null);
        }
    }

    /** The usage of the charge that a REVERSAL gives back; null on any other line. */
    private static AccountCommand.@Nullable Used reversed(LedgerEntry line) {
        AccountCommand.ReverseCharge reversal = line.type() == EntryType.REVERSAL ? line.reversal() : null;
        return reversal == null ? null : reversal.usage();
    }

    /** dimensions, holdId. */
    private void putLabels(LedgerEntry line) {
        Usage usage = line.type() == EntryType.CHARGE ? line.usage() : null;
        if (usage != null) {
            putLabels(usage.dimensions(), usage.holdId());
            return;
        }
        AccountCommand.Used reversed = reversed(line);
        putLabels(
                reversed == null ? Dimensions.NONE : reversed.dimensions(),
                reversed == null ? null : reversed.holdId());
    }

    private void putLabels(Dimensions dimensions, @Nullable String holdId) {
        if (dimensions.isEmpty()) {
            out.putEnd();
        } else {
            out.putRaw(dimensions.encoded(), 0, dimensions.encoded().length);
        }
        out.putTextOrNull(holdId);
    }

    /** commandSequence, commandType. */
    private void putOrder(@Nullable AccountCommand order) {
        out.putLongOrNull(order != null, order == null ? 0 : order.command().sequence());
        out.putTextOrNull(order == null ? null : CommandWire.type(order));
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
            out.putTextOrNull(grant.name());
        }
    }

    /** subscriptionId, plan, subscriptionStatus. */
    private void putSubscription(LedgerEntry line) {
        Subscription subscription = line.subscription();
        out.putTextOrNull(subscription == null ? null : subscription.id());
        out.putTextOrNull(
                subscription == null ? line.pricedPlan() : subscription.plan().plan());
        out.putTextOrNull(subscription == null ? null : subscription.status().name());
    }

    private void putCycle(@Nullable Cycle cycle) {
        out.putLongOrNull(cycle != null, cycle == null ? 0 : cycle.number());
        out.putTimeOrNull(cycle == null ? null : cycle.start());
        out.putTimeOrNull(cycle == null ? null : cycle.end());
    }
}
