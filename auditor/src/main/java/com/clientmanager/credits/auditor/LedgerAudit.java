package com.clientmanager.credits.auditor;

import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Folds the whole ledger, account by account, and compares each with the live figures when it reaches their line. */
final class LedgerAudit {
    private final Findings findings;
    private final CycleBook cycles;
    private final Map<Findings.Kind, List<Map<String, LiveFigures>>> live;
    private final Map<String, Recount> accounts = new HashMap<>();
    private final LongSet identitiesOfAccounts = new LongSet();
    private final LongSet identities = new LongSet();
    private final OffsetTable charges;
    private long lines;

    LedgerAudit(
            Findings findings,
            CycleBook cycles,
            OffsetTable charges,
            Map<Findings.Kind, List<Map<String, LiveFigures>>> live) {
        this.findings = findings;
        this.cycles = cycles;
        this.charges = charges;
        this.live = live;
    }

    void line(int partition, LedgerEntryPosted line) {
        lines++;
        Recount recount = accounts.computeIfAbsent(line.getAccount(), Recount::new);
        recount.apply(line, findings);
        cycles.check(line, findings);
        if (line.getType().equals("CHARGE")) {
            charge(partition, line);
        }
        live.forEach((kind, parts) -> {
            for (Map<String, LiveFigures> part : parts) {
                LiveFigures said = part.get(line.getAccount());
                if (said != null && said.seq() == line.getSeq()) {
                    said.compare(line.getAccount(), recount, findings, kind);
                }
            }
        });
    }

    private void charge(int partition, LedgerEntryPosted line) {
        String here = line.getAccount() + " line " + line.getSeq() + ", event " + line.getEventSource() + " "
                + line.getEventId();
        if (!identitiesOfAccounts.add(identity(line.getEventSource(), line.getEventId(), line.getAccount()))) {
            findings.add(Findings.Kind.CHARGED_TWICE, here);
        } else if (!identities.add(Digest.of(Arrays.asList(line.getEventSource(), line.getEventId())))) {
            findings.notice("one identity charged to two accounts (decision 0002): " + here);
        }
        Long offset = line.getInputOffset();
        if (offset == null || !charges.mark(partition, offset, digest(line))) {
            findings.add(Findings.Kind.CHARGED_TWICE, here + ": input offset " + offset + " has a charge already");
        }
    }

    /** Whether the identity was charged to the account at some offset. */
    boolean charged(String source, String id, String account) {
        return identitiesOfAccounts.contains(identity(source, id, account));
    }

    /** Live figures that no line of the ledger reached: they claim lines that do not exist. */
    void finish() {
        live.forEach((kind, parts) -> parts.forEach(part -> part.forEach((account, said) -> {
            Recount recount = accounts.get(account);
            if (recount == null || recount.seq() < said.seq()) {
                findings.add(
                        kind,
                        account + ", " + said.where() + ": claims line " + said.seq() + ", the ledger ends at "
                                + (recount == null ? 0 : recount.seq()));
            }
        })));
    }

    long lines() {
        return lines;
    }

    Map<String, Recount> accounts() {
        return accounts;
    }

    /** What a charge says of its event, its version and its unit price, as one number. */
    static long digest(LedgerEntryPosted line) {
        return Digest.of(Arrays.asList(
                line.getAccount(),
                line.getEventSource(),
                line.getEventId(),
                line.getAction(),
                line.getQuantity(),
                line.getOccurredAt(),
                line.getPriceVersion(),
                line.getUnitPriceMicros()));
    }

    private static long identity(String source, String id, String account) {
        return Digest.of(Arrays.asList(source, id, account));
    }
}
