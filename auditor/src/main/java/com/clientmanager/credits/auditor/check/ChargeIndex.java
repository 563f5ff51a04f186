package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import com.clientmanager.credits.auditor.record.UsageEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which usage records were charged, by offset and by identity: account, source and id (R2). */
final class ChargeIndex {
    static final String SHARED_IDENTITY = "one (source, id) charged to several accounts, each its own event (R2)";

    private final Findings findings;
    private final OffsetTable charges;
    /** Identity to what was charged: action and quantity. */
    private final LongMap identities = new LongMap();

    private final LongSet withoutAccount = new LongSet();

    ChargeIndex(Findings findings, Map<Integer, Long> firstOffsets) {
        this.findings = findings;
        this.charges = new OffsetTable(firstOffsets);
    }

    void add(int partition, LedgerEntry entry) {
        String here = entry.place() + ", event " + entry.eventSource() + " " + entry.eventId();
        long identity = identity(entry.account(), entry.eventSource(), entry.eventId());
        if (!identities.putIfAbsent(identity, content(entry.action(), entry.quantity()))) {
            findings.add(Kind.CHARGED_TWICE, here);
        } else if (!withoutAccount.add(Digest.of(entry.eventSource(), entry.eventId()))) {
            findings.notice(SHARED_IDENTITY, here);
        }
        Long offset = entry.inputOffset();
        if (offset == null || !charges.mark(partition, offset, digest(entry))) {
            findings.add(Kind.CHARGED_TWICE, here + ": input offset " + offset + " has a charge already");
        }
    }

    /** A digest of what the charge at an offset repeats of its event; 0: there is none. */
    long at(int partition, long offset) {
        return charges.at(partition, offset);
    }

    boolean isCharged(UsageEvent usage) {
        return identities.contains(identity(usage.account(), usage.source(), usage.id()));
    }

    /** Whether the identity's charge is of the same action and quantity. */
    boolean isSameContent(UsageEvent usage) {
        return identities.get(identity(usage.account(), usage.source(), usage.id()))
                == content(usage.action(), usage.quantity());
    }

    static long digest(UsageEvent usage, long appendedAt) {
        return Digest.of(
                usage.account(),
                usage.source(),
                usage.id(),
                usage.action(),
                usage.quantity(),
                usage.user(),
                Digest.ofTexts(usage.dimensions()),
                usage.holdId(),
                usage.occurredAt(),
                appendedAt);
    }

    private static long digest(LedgerEntry entry) {
        return Digest.of(
                entry.account(),
                entry.eventSource(),
                entry.eventId(),
                entry.action(),
                entry.quantity(),
                entry.user(),
                Digest.ofTexts(entry.dimensions()),
                entry.holdId(),
                entry.occurredAt(),
                entry.recordedAt());
    }

    private static long identity(String account, @Nullable String source, @Nullable String id) {
        return Digest.of(account, source, id);
    }

    private static long content(@Nullable String action, @Nullable Long quantity) {
        return Digest.of(action, quantity);
    }
}
