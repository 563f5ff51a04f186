package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.ledger.LedgerLine;
import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in words what a ledger line records: the price that applied (R5) and the credits that paid (R8). */
@ApplicationScoped
class ExplainLine {
    private final ActionNames names;
    private final PlanCatalogue catalogue;

    ExplainLine(ActionNames names, PlanCatalogue catalogue) {
        this.names = names;
        this.catalogue = catalogue;
    }

    ExplainedLine explain(LedgerLine line, Figures figures) {
        boolean free = line.type().equals("CHARGE") && Credits.ZERO.equals(line.unitPrice());
        return new ExplainedLine(
                line.seq(),
                line.occurredAt(),
                title(line),
                price(line, figures),
                grants(line, figures),
                line.note(),
                free,
                line.amount(),
                line.balance());
    }

    private String title(LedgerLine line) {
        String action = line.action();
        String type = Words.line(line.type());
        if (action != null) {
            String user = line.user() == null ? "" : ", " + line.user();
            return line.type().equals("CHARGE") ? names.name(action) + user : type + ": " + names.name(action) + user;
        }
        String plan = line.plan();
        if (plan != null) {
            return type + ": " + catalogue.plan(plan).map(Plan::name).orElse(plan);
        }
        return type;
    }

    private String price(LedgerLine line, Figures figures) {
        if (line.type().equals("REVERSAL") && line.reverses() != null) {
            return "Gives back line " + line.reverses();
        }
        if (line.quantity() == null || line.unitPrice() == null || line.action() == null) {
            return "";
        }
        String unit = names.unit(line.action(), line.quantity() == 1);
        String amount = figures.count(line.quantity()) + (unit.isEmpty() ? "" : " " + unit);
        String cost =
                line.unitPrice().equals(Credits.ZERO) ? "free" : figures.credits(line.unitPrice()) + " credits each";
        String version = line.priceVersion() == null ? "" : " (price " + line.priceVersion() + ")";
        return amount + ", " + cost + version;
    }

    private static String grants(LedgerLine line, Figures figures) {
        LedgerLine.Grant grant = line.grant();
        if (grant != null) {
            String until = grant.expiresAt() == null ? ", no expiry" : ", until " + figures.date(grant.expiresAt());
            return Words.source(grant.source()) + " credits" + until;
        }
        Map<String, Credits> bySource = new LinkedHashMap<>();
        for (LedgerLine.Allocation part : line.allocations()) {
            bySource.merge(part.source(), part.amount(), Credits::plus);
        }
        List<String> parts = new ArrayList<>();
        bySource.forEach((source, amount) -> parts.add(
                figures.credits(size(amount)) + " " + Words.source(source).toLowerCase(figures.locale())));
        Credits owed = overdraftPart(line, bySource);
        if (owed.isPositive()) {
            parts.add(figures.credits(owed) + " overdraft");
        }
        return parts.isEmpty() ? "" : verb(line.type()) + String.join(", ", parts);
    }

    private static String verb(String type) {
        return switch (type) {
            case "CHARGE" -> "Paid from: ";
            case "REVERSAL" -> "Given back to: ";
            case "OVERDRAFT_REPAID" -> "Repaid from: ";
            default -> "Of: ";
        };
    }

    /** What no grant paid (R9). */
    private static Credits overdraftPart(LedgerLine line, Map<String, Credits> bySource) {
        if (!line.type().equals("CHARGE")) {
            return Credits.ZERO;
        }
        long owed = Math.absExact(line.amount().micros());
        for (Credits part : bySource.values()) {
            owed = Math.subtractExact(owed, Math.absExact(part.micros()));
        }
        return new Credits(owed);
    }

    private static Credits size(Credits amount) {
        return new Credits(Math.absExact(amount.micros()));
    }
}
