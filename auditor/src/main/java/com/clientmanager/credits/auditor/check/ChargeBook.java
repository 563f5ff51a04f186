package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.LedgerLine;
import com.clientmanager.credits.auditor.record.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which usage records were charged, by offset and by identity: account, source and id (R2). */
final class ChargeBook {
    static final String SHARED_IDENTITY = "one (source, id) charged to several accounts, each its own event (R2)";

    private final Findings findings;
    private final OffsetTable charges;
    /** Identity to what was charged: action and quantity. */
    private final LongMap identities = new LongMap();

    private final LongSet withoutAccount = new LongSet();

    ChargeBook(Findings findings, Map<Integer, Long> firstOffsets) {
        this.findings = findings;
        this.charges = new OffsetTable(firstOffsets);
    }

    void add(int partition, LedgerLine line) {
        String here = line.here() + ", event " + line.eventSource() + " " + line.eventId();
        long identity = identity(line.account(), line.eventSource(), line.eventId());
        if (!identities.putIfAbsent(identity, content(line.action(), line.quantity()))) {
            findings.add(Kind.CHARGED_TWICE, here);
        } else if (!withoutAccount.add(Digest.of(line.eventSource(), line.eventId()))) {
            findings.notice(SHARED_IDENTITY, here);
        }
        Long offset = line.inputOffset();
        if (offset == null || !charges.mark(partition, offset, digest(line))) {
            findings.add(Kind.CHARGED_TWICE, here + ": input offset " + offset + " has a charge already");
        }
    }

    /** What the charge at an offset says of its event, as one number; 0: there is none. */
    long at(int partition, long offset) {
        return charges.at(partition, offset);
    }

    boolean isCharged(Usage usage) {
        return identities.contains(identity(usage.account(), usage.source(), usage.id()));
    }

    /** Whether the identity's charge is of the same action and quantity. */
    boolean isSameContent(Usage usage) {
        return identities.get(identity(usage.account(), usage.source(), usage.id()))
                == content(usage.action(), usage.quantity());
    }

    static long digest(Usage usage, long appendedAt) {
        return Digest.of(
                usage.account(),
                usage.source(),
                usage.id(),
                usage.action(),
                usage.quantity(),
                usage.user(),
                usage.occurredAt(),
                appendedAt);
    }

    private static long digest(LedgerLine line) {
        return Digest.of(
                line.account(),
                line.eventSource(),
                line.eventId(),
                line.action(),
                line.quantity(),
                line.user(),
                line.occurredAt(),
                line.recordedAt());
    }

    private static long identity(String account, @Nullable String source, @Nullable String id) {
        return Digest.of(account, source, id);
    }

    private static long content(@Nullable String action, @Nullable Long quantity) {
        return Digest.of(action, quantity);
    }
}
