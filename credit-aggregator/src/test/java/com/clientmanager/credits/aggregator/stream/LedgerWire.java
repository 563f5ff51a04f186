package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.AccountCommand;
import com.clientmanager.credits.aggregator.credit.Cause;
import com.clientmanager.credits.aggregator.credit.Cycle;
import com.clientmanager.credits.aggregator.credit.Dimensions;
import com.clientmanager.credits.aggregator.credit.EntryType;
import com.clientmanager.credits.aggregator.credit.Grant;
import com.clientmanager.credits.aggregator.credit.LedgerEntry;
import com.clientmanager.credits.aggregator.credit.Subscription;
import com.clientmanager.credits.aggregator.credit.Usage;
import com.clientmanager.credits.schemas.Allocation;
import com.clientmanager.credits.schemas.GrantTerms;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Says a ledger line of the core as credit.ledger.v1 says it. */
final class LedgerWire {
    private LedgerWire() {}

    /**
     * The line on the wire.
     *
     * @param inputOffset of the record that was being processed; only lines that it caused name it, so that a line that
     *     time caused is the same
     *     whoever noticed (I5)
     */
    static LedgerEntryPosted posted(String account, LedgerEntry line, long inputOffset) {
        LedgerEntryPosted posted = new LedgerEntryPosted();
        posted.setAccount(account);
        posted.setSeq(line.seq());
        posted.setType(line.type().name());
        posted.setAmountMicros(line.amount().micros());
        posted.setBalanceMicros(line.balance().micros());
        posted.setAvailableMicros(line.available().micros());
        posted.setOverdraftMicros(line.overdraft().micros());
        posted.setAllocations(allocations(line.allocations()));
        posted.setNote(line.note());
        posted.setOccurredAt(line.occurredAt());
        posted.setRecordedAt(line.recordedAt());
        posted.setGrant(grant(line.grant()));
        posted.setInputOffset(line.cause() instanceof Cause.TimePassed ? null : inputOffset);
        posted.setRefusal(line.refusal() == null ? null : line.refusal().name());
        posted.setGrantLeftMicros(
                line.grant() == null ? null : line.grant().left().micros());
        posted.setPlan(line.pricedPlan());
        posted.setDimensions(Map.of());
        sayOrder(posted, line.order());
        sayUsage(posted, line);
        sayReversal(posted, line);
        sayCycle(posted, line.cycle());
        saySubscription(posted, line.subscription());
        return posted;
    }

    private static void sayOrder(LedgerEntryPosted posted, @Nullable AccountCommand order) {
        if (order != null) {
            posted.setCommandId(order.commandId());
            posted.setCommandSequence(order.command().sequence());
            posted.setCommandType(order.getClass().getSimpleName());
        }
    }

    /** In the order in which they are encoded, so that Avro's writer writes them in it too. */
    private static Map<String, String> labels(Dimensions dimensions) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (dimensions.isEmpty()) {
            return labels;
        }
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(dimensions.encoded(), null);
        try {
            for (long n = in.readMapStart(); n > 0; n = in.mapNext()) {
                for (long i = 0; i < n; i++) {
                    labels.put(in.readString(), in.readString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return labels;
    }

    private static void sayUsage(LedgerEntryPosted posted, LedgerEntry line) {
        Usage usage = line.usage();
        if (usage == null) {
            return;
        }
        posted.setEventSource(usage.source());
        posted.setEventId(usage.id());
        if (line.type() == EntryType.CHARGE) {
            posted.setAction(usage.action());
            posted.setQuantity(usage.quantity());
            posted.setUser(usage.user());
            posted.setUnitPriceMicros(usage.price().unit().micros());
            posted.setPriceVersion(usage.price().version());
            posted.setDimensions(labels(usage.dimensions()));
            posted.setHoldId(usage.holdId());
        }
    }

    private static void sayReversal(LedgerEntryPosted posted, LedgerEntry line) {
        AccountCommand.ReverseCharge reversal = line.reversal();
        if (reversal != null) {
            posted.setReverses(reversal.seq());
        }
        if (reversal != null && line.type() == EntryType.REVERSAL) {
            AccountCommand.Used usage = reversal.usage();
            posted.setAction(usage.action());
            posted.setQuantity(usage.quantity());
            posted.setUser(usage.user());
            posted.setDimensions(labels(usage.dimensions()));
            posted.setHoldId(usage.holdId());
            posted.setReversedOccurredAt(reversal.occurredAt());
        }
    }

    private static void sayCycle(LedgerEntryPosted posted, @Nullable Cycle cycle) {
        if (cycle != null) {
            posted.setCycle(cycle.number());
            posted.setCycleStart(cycle.start());
            posted.setCycleEnd(cycle.end());
        }
    }

    private static void saySubscription(LedgerEntryPosted posted, @Nullable Subscription subscription) {
        if (subscription != null) {
            posted.setSubscriptionId(subscription.id());
            posted.setPlan(subscription.plan().plan());
            posted.setPendingPlan(
                    subscription.pendingPlan() == null
                            ? null
                            : subscription.pendingPlan().plan());
            posted.setSubscriptionStatus(subscription.status().name());
        }
    }

    private static List<Allocation> allocations(List<com.clientmanager.credits.aggregator.credit.Allocation> paid) {
        if (paid.isEmpty()) {
            return List.of();
        }
        List<Allocation> said = new ArrayList<>(paid.size());
        for (int i = 0; i < paid.size(); i++) {
            var one = paid.get(i);
            said.add(new Allocation(
                    one.grant(), one.source().name(), one.amount().micros()));
        }
        return said;
    }

    private static @Nullable GrantTerms grant(@Nullable Grant grant) {
        return grant == null
                ? null
                : new GrantTerms(
                        grant.id(),
                        grant.source().name(),
                        grant.amount().micros(),
                        grant.effectiveAt(),
                        grant.expiresAt(),
                        grant.source().priority(),
                        grant.name());
    }
}
