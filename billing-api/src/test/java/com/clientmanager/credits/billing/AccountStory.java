package com.clientmanager.credits.billing;

import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.Allocation;
import com.clientmanager.credits.schemas.GrantBalance;
import com.clientmanager.credits.schemas.GrantTerms;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Tells an account's ledger line by line as the engine would: numbers and balances follow by themselves. One allowance
 * grant pays.
 */
public final class AccountStory {
    public static final Instant START = Instant.parse("2026-07-01T00:00:00Z");
    public static final Instant END = Instant.parse("2026-08-01T00:00:00Z");
    private final EngineTopics engine;
    private final String account;
    private long seq;
    private long balance;
    private long granted;
    private Instant recordedAt = START;

    public AccountStory(EngineTopics engine, String account) {
        this.engine = engine;
        this.account = account;
    }

    /** A cycle begins with this allowance. */
    public AccountStory opens(long allowanceMicros) {
        granted = allowanceMicros;
        engine.write(line("CYCLE_STARTED", 0, START));
        LedgerEntryPosted grant = line("GRANT", allowanceMicros, START);
        grant.setGrant(new GrantTerms(grantId(), "ALLOWANCE", allowanceMicros, START, END, 10, null));
        engine.write(grant);
        return this;
    }

    public AccountStory charges(String action, long quantity, long micros, String user, Instant at) {
        engine.write(chargeLine(action, quantity, micros, user, at));
        return this;
    }

    public LedgerEntryPosted chargeLine(String action, long quantity, long micros, String user, Instant at) {
        LedgerEntryPosted line = line("CHARGE", -micros, at);
        line.setEventSource("/crm/test");
        line.setEventId(account + "-" + line.getSeq());
        line.setAction(action);
        line.setQuantity(quantity);
        line.setUser(user);
        line.setUnitPriceMicros(quantity == 0 ? 0 : micros / quantity);
        line.setPriceVersion("2026-01");
        if (micros > 0) {
            line.setAllocations(List.of(new Allocation(grantId(), "ALLOWANCE", micros)));
        }
        return line;
    }

    public AccountStory reverses(long charge, long micros, Instant at) {
        LedgerEntryPosted line = line("REVERSAL", micros, at);
        line.setReverses(charge);
        engine.write(line);
        return this;
    }

    public AccountStory showsBalance() {
        engine.write(balance());
        return this;
    }

    /** The balance as it stands. */
    public AccountBalance balance() {
        AccountBalance shown = new AccountBalance();
        shown.setAccount(account);
        shown.setLedgerSeq(seq);
        shown.setAvailableMicros(Math.max(0, balance));
        shown.setOverdraftMicros(Math.max(0, -balance));
        shown.setUsedThisCycleMicros(granted - balance);
        shown.setAllowanceGrantedMicros(granted);
        shown.setAllowanceLeftMicros(Math.max(0, balance));
        shown.setPlan("growth");
        shown.setSubscriptionStatus("ACTIVE");
        shown.setCycle(0L);
        shown.setCycleStart(START);
        shown.setCycleEnd(END);
        shown.setGrants(
                List.of(new GrantBalance(grantId(), "ALLOWANCE", granted, Math.max(0, balance), START, END, 10, null)));
        shown.setAsOf(recordedAt);
        return shown;
    }

    public LedgerEntryPosted line(String type, long amount, Instant at) {
        seq++;
        balance += amount;
        recordedAt = at;
        LedgerEntryPosted line = new LedgerEntryPosted();
        line.setAccount(account);
        line.setSeq(seq);
        line.setType(type);
        line.setAmountMicros(amount);
        line.setBalanceMicros(balance);
        line.setAvailableMicros(Math.max(0, balance));
        line.setOverdraftMicros(Math.max(0, -balance));
        line.setAllocations(List.of());
        line.setDimensions(Map.of());
        line.setCycle(0L);
        line.setCycleStart(START);
        line.setCycleEnd(END);
        line.setOccurredAt(at);
        line.setRecordedAt(at);
        return line;
    }

    public String grantId() {
        return "allowance-" + account + "-0";
    }
}
