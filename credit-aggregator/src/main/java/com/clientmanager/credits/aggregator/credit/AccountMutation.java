package com.clientmanager.credits.aggregator.credit;

import com.clientmanager.credits.aggregator.credit.Decision.Accepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account while one event is applied: figures move here, lines are numbered here, and a refusal throws it away. */
final class AccountMutation {
    private final CreditAccount before;
    private final List<LedgerEntry> entries = new ArrayList<>(2);
    private List<Grant> grants;
    private boolean grantsAreCopied;
    private @Nullable Subscription subscription;
    private long seq;
    private Credits available;
    private Credits overdraft;
    private Credits usedThisCycle;
    private Totals totals;
    private ReversedCharges reversed;
    private long commandSequence;

    AccountMutation(CreditAccount account) {
        before = account;
        grants = account.grants();
        subscription = account.subscription();
        seq = account.lastSeq();
        available = account.available();
        overdraft = account.overdraft();
        usedThisCycle = account.usedThisCycle();
        totals = account.totals();
        reversed = account.reversedSeqs();
        commandSequence = account.lastCommandSequence();
    }

    int grantCount() {
        return grants.size();
    }

    Grant grant(int index) {
        return grants.get(index);
    }

    /** Index of the grant with an id, or −1. */
    int find(String grantId) {
        for (int i = 0; i < grants.size(); i++) {
            if (grants.get(i).id().equals(grantId)) {
                return i;
            }
        }
        return -1;
    }

    @Nullable
    Subscription subscription() {
        return subscription;
    }

    /** The plan whose prices hold for usage at a time (R5); null: none. */
    @Nullable
    String planAt(Instant time) {
        return subscription == null ? null : subscription.planAt(time);
    }

    long lastSeq() {
        return seq;
    }

    Credits overdraft() {
        return overdraft;
    }

    /** Granted less what was revoked or expired. */
    Credits granted() {
        return totals.granted();
    }

    /** Charged less what was reversed. */
    Credits charged() {
        return totals.charged();
    }

    ReversedCharges reversed() {
        return reversed;
    }

    @Nullable
    Instant dueAt() {
        return CreditAccount.dueAt(grants, subscription);
    }

    /** The cycle that holds a time, or null when none does. */
    @Nullable
    Cycle cycleOf(Instant time) {
        if (subscription == null || subscription.current().contains(time)) {
            return subscription == null ? null : subscription.current();
        }
        if (time.isBefore(subscription.startedAt()) || !time.isBefore(subscription.cycleEnd())) {
            return null;
        }
        return CycleCalendar.cycleAt(subscription.startedAt(), subscription.zone(), time);
    }

    boolean isInRunningCycle(Instant time) {
        return subscription != null && subscription.current().contains(time);
    }

    void subscribe(Subscription state) {
        subscription = state;
    }

    void restartUsedThisCycle() {
        usedThisCycle = Credits.ZERO;
    }

    void remember(AccountCommand.Command command) {
        commandSequence = command.sequence();
    }

    /**
     * Drops allowances that ended so long ago that no late usage can reach them. Other grants stay: an id is granted
     * once, ever (R19).
     */
    void forgetOldAllowances(Instant now, long memorySeconds) {
        for (int i = grants.size() - 1; i >= 0; i--) {
            Grant grant = grants.get(i);
            Instant expiresAt = grant.expiresAt();
            if (grant.source() == GrantSource.ALLOWANCE
                    && expiresAt != null
                    && now.getEpochSecond() - expiresAt.getEpochSecond() > memorySeconds
                    && grant.left().isZero()) {
                copiedGrants().remove(i);
            }
        }
    }

    /** Drops a grant of which nothing is left. */
    void forget(int index) {
        copiedGrants().remove(index);
    }

    /** Adds a new grant in burn-down order and writes its entry. */
    void add(Grant grant, LedgerEntry line) {
        insert(grant);
        available = available.plus(grant.left());
        totals = totals.granting(grant.amount());
        post(line.about(grant));
    }

    /** Writes off what is left of a grant (R13). */
    void expire(int index, LedgerEntry line) {
        Grant grant = grants.get(index).writingOff(grants.get(index).left());
        replace(index, grant);
        writeOff(line.about(grant));
    }

    /** Ends a grant before its time and writes off what is left of it (R17). */
    void endEarly(int index, Instant end, LedgerEntry line) {
        Grant grant = copiedGrants().remove(index).ending(end);
        grant = grant.writingOff(grant.left());
        insert(grant);
        if (!line.amount().isZero()) {
            writeOff(line.about(grant));
        }
    }

    /** Takes away what is left of a grant (R20). */
    void revoke(int index, LedgerEntry line) {
        Grant grant = grants.get(index).revoking(grants.get(index).left());
        replace(index, grant);
        available = available.plus(line.amount());
        totals = totals.ending(line.amount().negated());
        post(line.about(grant));
    }

    /** Writes off credits that no grant in the account holds any more; the line's amount is what goes. */
    void writeOff(LedgerEntry line) {
        available = available.plus(line.amount());
        totals = totals.ending(line.amount().negated());
        post(line);
    }

    /** Reverses an expiry by the line's amount (R14). */
    void reverseExpiry(int index, LedgerEntry line) {
        Grant grant = grants.get(index).reversingExpiry(line.amount());
        replace(index, grant);
        available = available.plus(line.amount());
        totals = totals.granting(line.amount());
        post(line.about(grant));
    }

    /** Lets a grant pay; the charge's line follows with {@link #charge}. */
    void pay(int index, Credits amount) {
        replace(index, grants.get(index).paying(amount));
    }

    /** Writes the charge that grants have paid but for {@code owed} (R10). */
    void charge(Credits charge, Credits owed, LedgerEntry line) {
        available = available.minus(charge.minus(owed));
        overdraft = overdraft.plus(owed);
        if (isInRunningCycle(line.occurredAt())) {
            // Never above the total, whatever time a reversal named: it fits wherever the total does.
            usedThisCycle = usedThisCycle.min(totals.charged()).plus(charge);
        }
        totals = totals.charging(charge);
        post(line);
    }

    /** Moves credits from a grant to the debt (R10). */
    void repay(int index, Credits owed, LedgerEntry line) {
        replace(index, grants.get(index).repaying(owed));
        available = available.minus(owed);
        overdraft = overdraft.minus(owed);
        post(line);
    }

    void replace(int index, Grant grant) {
        copiedGrants().set(index, grant);
    }

    /** Writes a reversal whose returns to grants were made; {@code forgiven} of it lowers the overdraft (R21). */
    void giveBack(AccountCommand.ReverseCharge order, Credits forgiven, LedgerEntry line) {
        available = available.plus(order.charge().minus(forgiven));
        overdraft = overdraft.minus(forgiven);
        totals = totals.reversing(order.charge());
        reversed = reversed.with(order.seq());
        if (isInRunningCycle(order.occurredAt())) {
            usedThisCycle = usedThisCycle.minus(order.charge().min(usedThisCycle));
        }
        post(line);
    }

    void post(LedgerEntry line) {
        seq++;
        entries.add(line.numbered(seq, new BalanceAfter(available, overdraft)));
    }

    Accepted finished() {
        if (entries.isEmpty() && !grantsAreCopied && commandSequence == before.lastCommandSequence()) {
            return new Accepted(before, entries);
        }
        CreditAccount after = new CreditAccount(
                before.id(), seq, overdraft, grants, subscription, usedThisCycle, totals, reversed, commandSequence);
        return new Accepted(after, entries);
    }

    private void insert(Grant grant) {
        int place = Collections.binarySearch(grants, grant, Grant.DRAW_ORDER);
        copiedGrants().add(place < 0 ? -place - 1 : place, grant);
    }

    private List<Grant> copiedGrants() {
        if (!grantsAreCopied) {
            List<Grant> copy = new ArrayList<>(grants.size() + 1);
            copy.addAll(grants);
            grants = copy;
            grantsAreCopied = true;
        }
        return grants;
    }
}
