package com.clientmanager.credits.billing.page;

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
            case "EXPIRY_TAKEN_BACK" -> "Expiry taken back for late usage";
            case "OVERDRAFT_REPAID" -> "Overdraft repaid";
            case "REVERSAL" -> "Usage given back";
            case "CYCLE_STARTED" -> "Billing cycle began";
            case "PLAN_CHANGED" -> "Plan changed";
            case "SUBSCRIPTION_CHANGED" -> "Subscription changed";
            default -> type;
        };
    }
}
