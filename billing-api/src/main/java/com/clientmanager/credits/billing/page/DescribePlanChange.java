package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.page.PlanOffer.Row;
import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.subscription.PlanPreview;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words what a change of plan does to money and credits (R15, R16). */
@ApplicationScoped
class DescribePlanChange {
    private final PlanCatalogue catalogue;

    DescribePlanChange(PlanCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The card is the one on file, in words, or null. */
    PlanOffer.Preview describe(PlanPreview preview, @Nullable String card, Figures figures) {
        String to = name(preview.planAfter());
        String from = name(preview.planBefore());
        return switch (preview.kind()) {
            case "UPGRADE" -> upgrade(preview, card, figures, to);
            case "DOWNGRADE" -> downgrade(preview, figures, from, to);
            default ->
                new PlanOffer.Preview(
                        preview.planAfter(),
                        "Keep " + to,
                        List.of(Row.of("Fee", figures.money(preview.feeAfter()) + " a month")),
                        "The change that was waiting for the renewal is taken back. Nothing is charged.",
                        "Keep " + to,
                        null);
        };
    }

    private static PlanOffer.Preview upgrade(PlanPreview preview, @Nullable String card, Figures figures, String to) {
        String renewal = preview.cycleEnd() == null ? Figures.UNKNOWN : figures.date(preview.cycleEnd());
        return new PlanOffer.Preview(
                preview.planAfter(),
                "Upgrade to " + to + " now",
                List.of(
                        change("Fee a month", figures.money(preview.feeBefore()), figures.money(preview.feeAfter())),
                        change(
                                "Included credits a month",
                                figures.credits(preview.includedBefore()),
                                figures.credits(preview.includedAfter())),
                        new Row(
                                "Credits added now",
                                figures.signed(preview.creditsNow()),
                                "for the rest of this cycle",
                                false),
                        change(
                                "Credits left",
                                figures.credits(preview.availableBefore()),
                                figures.credits(preview.availableAfter())),
                        new Row("Next renewal", figures.money(preview.nextFee()), "on " + renewal, false),
                        Row.of("Card", card == null ? "None yet" : card),
                        new Row(
                                "To pay now",
                                figures.money(preview.dueNow()),
                                "the fee's difference for the rest of this cycle",
                                true)),
                "The upgrade begins as soon as the payment succeeds. If the payment fails, nothing changes.",
                "Upgrade and pay " + figures.money(preview.dueNow()),
                card == null && preview.dueNow().amountMinor() > 0
                        ? WayBack.throughCard("/billing/plan?to=" + preview.planAfter())
                        : null);
    }

    private static PlanOffer.Preview downgrade(PlanPreview preview, Figures figures, String from, String to) {
        String on = figures.day(preview.effectiveOn());
        return new PlanOffer.Preview(
                preview.planAfter(),
                "Downgrade to " + to + " on " + on,
                List.of(
                        change("Fee a month", figures.money(preview.feeBefore()), figures.money(preview.feeAfter())),
                        change(
                                "Included credits a month",
                                figures.credits(preview.includedBefore()),
                                figures.credits(preview.includedAfter())),
                        new Row("Next renewal", figures.money(preview.nextFee()), "on " + on, false),
                        new Row("To pay now", figures.money(preview.dueNow()), null, true)),
                "Until " + on + " everything stays as it is on " + from
                        + ", and you can take the change back. Purchased credits are not touched.",
                "Downgrade on " + on,
                null);
    }

    private static Row change(String term, String before, String after) {
        return new Row(term, after, "now " + before, false);
    }

    String name(String plan) {
        return catalogue.plan(plan).map(Plan::name).orElse(plan);
    }
}
