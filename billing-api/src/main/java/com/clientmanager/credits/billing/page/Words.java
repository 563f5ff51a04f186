package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.payment.Card;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the codes of the ledger and the subscription are called on the page; an unknown code is shown as it is. */
final class Words {
    private Words() {}

    static String status(String status) {
        return switch (status) {
            case "OPENING" -> "Being opened";
            case "ACTIVE" -> "Active";
            case "CANCELLING" -> "Ends at renewal";
            case "PAST_DUE" -> "Payment due";
            case "SUSPENDED" -> "Suspended";
            case "ENDED" -> "Ended";
            default -> status;
        };
    }

    /** The look of a status: good, warn or bad. */
    static String tone(String status) {
        return switch (status) {
            case "ACTIVE" -> "good";
            case "SUSPENDED", "ENDED", "PAST_DUE" -> "bad";
            default -> "warn";
        };
    }

    static String source(String source) {
        return switch (source) {
            case "ALLOWANCE" -> "Included";
            case "PURCHASED" -> "Purchased";
            case "PROMOTIONAL" -> "Promotional";
            default -> source;
        };
    }

    static String line(String type) {
        return switch (type) {
            case "GRANT" -> "Credits added";
            case "CHARGE" -> "Usage";
            case "EXPIRY" -> "Credits expired";
            case "EXPIRY_REVERSED" -> "Expiry reversed for late usage";
            case "OVERDRAFT_REPAID" -> "Overdraft repaid";
            case "REVERSAL" -> "Usage given back";
            case "CYCLE_STARTED" -> "Billing cycle began";
            case "REVOCATION" -> "Credits taken back";
            case "COMMAND_REFUSED" -> "Change not carried out";
            case "PLAN_CHANGED" -> "Plan changed";
            case "SUBSCRIPTION_CHANGED" -> "Subscription changed";
            default -> type;
        };
    }

    /** Why a fee could not be collected, by the provider's code, and what to do. */
    static String decline(@Nullable String code) {
        return switch (code == null ? "" : code) {
            case "insufficient_funds" -> "The card does not have enough funds.";
            case "expired_card" -> "The card has expired.";
            case "no_payment_method" -> "There is no card on file.";
            case "interrupted" -> "The payment was interrupted; nothing was charged.";
            default -> "The bank refused the card.";
        };
    }

    /** For example Visa ending 4242. */
    static String card(Card card) {
        String brand = card.brand();
        String name = brand.isEmpty() ? "Card" : brand.substring(0, 1).toUpperCase(Locale.ROOT) + brand.substring(1);
        return name + " ending " + card.last4();
    }

    static String cardExpiry(Card card) {
        return "expires " + (card.expMonth() < 10 ? "0" : "") + card.expMonth() + "/" + card.expYear();
    }
}
