package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.plan.SeedPrice;
import com.clientmanager.credits.billing.usage.UsageBreakdown.UsageRow;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** What an action and its unit are called on the page; an action the catalogue does not know keeps its id. */
@ApplicationScoped
class ActionNames {
    private final PlanCatalogue catalogue;

    ActionNames(PlanCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    String name(String action) {
        return catalogue.actionName(action);
    }

    /** For one unit or another number of them, or empty where it is not known. */
    String unit(String action, boolean one) {
        SeedPrice price = catalogue.action(action).orElse(null);
        if (price == null) {
            return "";
        }
        String unit = price.unit();
        return one
                ? unit
                : unit.endsWith("y") && !unit.endsWith("ay")
                        ? unit.substring(0, unit.length() - 1) + "ies"
                        : unit + "s";
    }

    /** A row of a table by action; the query is that of the period shown. */
    UsageLine line(UsageRow row, String query) {
        boolean one = row.quantity().bitLength() == 1;
        boolean free = row.credits().micros() == 0
                && isFree(catalogue.action(row.key()).orElse(null));
        String lines = "/billing/usage/lines?" + query + "&action=" + Period.encoded(row.key());
        return new UsageLine(
                row.key(),
                name(row.key()),
                unit(row.key(), one),
                row.events(),
                row.quantity(),
                row.credits(),
                free,
                lines);
    }

    private static boolean isFree(@Nullable SeedPrice price) {
        return price == null || price.creditsPerUnit().micros() == 0;
    }
}
