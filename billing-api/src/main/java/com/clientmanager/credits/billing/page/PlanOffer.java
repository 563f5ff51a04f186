package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the plan pages show: all plans, or what one change would do. The key names the change, so that it happens once.
 */
public record PlanOffer(
        List<Choice> plans,
        @Nullable Preview preview,
        String key,
        Drawn.Fields drawn,
        @Nullable FormProblem problem) {

    /** One plan: whether it is the running one, or an upgrade of it. */
    public record Choice(
            String id, String name, Money fee, Credits includedCredits, boolean current, boolean upgrade) {}

    /**
     * Money and credits before and after one change, in words; cardAddress leads to a card where one is missing, else
     * null.
     */
    public record Preview(
            String planId,
            String heading,
            List<Row> rows,
            String explanation,
            String button,
            @Nullable String cardAddress) {}

    /** One line of the preview; the sum is what counts. */
    public record Row(String term, String text, @Nullable String note, boolean sum) {
        static Row of(String term, String text) {
            return new Row(term, text, null, false);
        }
    }
}
