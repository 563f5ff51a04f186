package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Money and credits before and after a change of plan (R15, R16).
 *
 * @param kind UPGRADE (now, paid now), DOWNGRADE (at the next boundary, nothing is paid) or WITHDRAWAL (the pending
 *     downgrade is
 *     taken back)
 * @param feeBefore a cycle's fee now
 * @param feeAfter a cycle's fee from the next boundary on
 * @param dueNow what confirming costs at this moment; it falls by the second
 * @param includedBefore credits a cycle now
 * @param includedAfter credits a cycle afterwards
 * @param creditsNow added at once for the rest of the running cycle
 * @param availableBefore credits left now
 * @param availableAfter credits left right after the change
 * @param effectiveAt when it takes effect: now, or the next boundary
 * @param effectiveOn that instant's local date in the account's zone
 * @param nextFee what the next boundary charges
 */
@Schema(name = "PlanPreview")
public record PlanPreview(
        String kind,
        String planBefore,
        String planAfter,
        Money feeBefore,
        Money feeAfter,
        Money dueNow,
        Credits includedBefore,
        Credits includedAfter,
        Credits creditsNow,
        Credits availableBefore,
        Credits availableAfter,
        Instant effectiveAt,
        LocalDate effectiveOn,
        Money nextFee,
        @Nullable Instant cycleEnd) {

    public boolean upgrade() {
        return kind.equals("UPGRADE");
    }
}
