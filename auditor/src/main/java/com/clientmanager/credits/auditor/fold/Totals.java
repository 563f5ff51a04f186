package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.LedgerEntry;
import java.math.BigInteger;

/** Sums of an account's entries for I2 and I6, in micro-credits. */
public final class Totals {
    private BigInteger granted = BigInteger.ZERO;
    private BigInteger charged = BigInteger.ZERO;
    private BigInteger reversed = BigInteger.ZERO;
    private BigInteger expired = BigInteger.ZERO;
    private BigInteger revoked = BigInteger.ZERO;
    private BigInteger quantity = BigInteger.ZERO;
    private long charges;

    void add(LedgerEntry entry, BigInteger amount) {
        switch (entry.type()) {
            case "GRANT" -> granted = granted.add(amount);
            case "CHARGE" -> {
                charged = charged.subtract(amount);
                charges++;
                Long units = entry.quantity();
                quantity = units == null ? quantity : quantity.add(BigInteger.valueOf(units));
            }
            case "REVERSAL" -> reversed = reversed.add(amount);
            case "EXPIRY", "EXPIRY_REVERSED" -> expired = expired.subtract(amount);
            case "REVOCATION" -> revoked = revoked.subtract(amount);
            default -> {}
        }
    }

    /** Adds another account's sums. */
    public void add(Totals other) {
        granted = granted.add(other.granted);
        charged = charged.add(other.charged);
        reversed = reversed.add(other.reversed);
        expired = expired.add(other.expired);
        revoked = revoked.add(other.revoked);
        quantity = quantity.add(other.quantity);
        charges += other.charges;
    }

    public BigInteger charged() {
        return charged;
    }

    public BigInteger reversed() {
        return reversed;
    }

    public BigInteger quantity() {
        return quantity;
    }

    public long charges() {
        return charges;
    }

    /** I2: granted + overdraft − (charged − reversed) − expired − revoked − left; 0 where all is accounted for. */
    public BigInteger unaccounted(BigInteger overdraft, BigInteger left) {
        return granted.add(overdraft)
                .subtract(charged)
                .add(reversed)
                .subtract(expired)
                .subtract(revoked)
                .subtract(left);
    }
}
