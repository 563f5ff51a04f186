package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.balance.BalanceView;
import com.clientmanager.credits.billing.payment.Card;
import com.clientmanager.credits.billing.subscription.SubscriptionView;
import com.clientmanager.credits.billing.usage.UsageBreakdown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first billing page shows.
 *
 * @param fresh up to when the balance is complete
 * @param left by source, in words
 * @param actions of the running cycle, most expensive first
 * @param method the card on file, or null
 * @param owed a fee that could not be collected, or null
 * @param pending what the next renewal changes, or null
 * @param drawn the subscription that a change is decided on
 * @param fees what is open, and the card that would pay it
 * @param key names the next change made from this page, so that it happens once
 */
public record Overview(
        BalanceView balance,
        Freshness fresh,
        SubscriptionView subscription,
        UsageBreakdown usage,
        List<SourceLeft> left,
        List<UsageLine> actions,
        @Nullable Card method,
        @Nullable Pending pending,
        @Nullable Owed owed,
        String renewalDate,
        Drawn.Fields drawn,
        Drawn.Fields fees,
        String key) {

    /** What the next renewal brings, with the address that takes it back. */
    public record Pending(boolean cancellation, String plan, String on, String undoAddress) {}

    /** What is owed, why it could not be collected and what happens next, in words. */
    public record Owed(String title, String why, String next) {}

    public String statusWord() {
        return Words.status(subscription.status());
    }

    public String statusTone() {
        return Words.tone(subscription.status());
    }

    public String renewalLabel() {
        return switch (subscription.status()) {
            case "CANCELLING" -> "Ends on";
            default -> "Renews on";
        };
    }

    public @Nullable String card() {
        return method == null ? null : Words.card(method);
    }

    public String cardExpiry() {
        return method == null ? "" : Words.cardExpiry(method);
    }

    public boolean ended() {
        return subscription.status().equals("ENDED");
    }

    public boolean cancellable() {
        boolean running = !ended() && !subscription.status().equals("OPENING");
        return running && (pending == null || !pending.cancellation());
    }

    public boolean owes() {
        return balance.overdraft() != null && balance.overdraft().isPositive();
    }

    /** Whether more was used this month than the included credits paid for. */
    public boolean usedBeyondAllowance() {
        Credits used = balance.usedThisCycle();
        BalanceView.Allowance allowance = balance.allowance();
        return used != null && allowance != null && used.compareTo(allowance.used()) > 0;
    }
}
