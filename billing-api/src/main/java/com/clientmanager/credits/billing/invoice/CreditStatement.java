package com.clientmanager.credits.billing.invoice;

import com.clientmanager.credits.billing.amount.Credits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account's credits over a cycle: opening + granted − used − expired + other = closing, to the micro-credit.
 *
 * @param to end of the cycle, or of what is known of it while it runs
 * @param throughLine the last ledger line it counts (I3)
 * @param used what usage took, less what was given back
 * @param other what expiry took back and gave otherwise
 */
public record CreditStatement(
        Instant from,
        Instant to,
        long throughLine,
        Credits opening,
        Credits granted,
        Credits used,
        Credits expired,
        Credits other,
        Credits closing,
        List<Used> byAction) {

    /**
     * What one action used.
     *
     * @param name what the action was called when the statement was drawn up; null on statements from before it was
     *     kept
     * @param events the number of charges
     */
    public record Used(String action, @Nullable String name, long events, Credits credits) {
        String label() {
            return name == null ? action : name;
        }
    }
}
