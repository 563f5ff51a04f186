package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.balance.BalanceView;
import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.subscription.SubscriptionView;
import com.clientmanager.credits.billing.usage.UsageBreakdown;
import com.clientmanager.credits.billing.usage.UsageBreakdown.Cycle;
import com.clientmanager.credits.billing.usage.UsageBreakdown.UsageRow;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the features for what a page shows of one account. */
@ApplicationScoped
class Facts {
    private static final int PACE_DAYS = 7;
    private final Sql sql;
    private final ObjectMapper json;
    private final PlanCatalogue catalogue;
    private final Accounts accounts;

    Facts(Sql sql, ObjectMapper json, PlanCatalogue catalogue, Accounts accounts) {
        this.sql = sql;
        this.json = json;
        this.catalogue = catalogue;
        this.accounts = accounts;
    }

    BalanceView balance(String account) {
        return sql.find(
                        "SELECT *, (SELECT min(current_to) FROM projection_offset) AS current_to FROM balance WHERE account_id = ?",
                        row -> new BalanceView(
                                account,
                                new Credits(row.number("available_micros")),
                                new Credits(row.number("overdraft_micros")),
                                new Credits(row.number("used_this_cycle_micros")),
                                row.instantOrNull("cycle_start") == null
                                        ? null
                                        : new BalanceView.Allowance(
                                                new Credits(row.number("allowance_granted_micros")),
                                                new Credits(row.number("allowance_granted_micros")
                                                        - row.number("allowance_left_micros")),
                                                new Credits(row.number("allowance_left_micros")),
                                                row.instant("cycle_start"),
                                                row.instant("cycle_end")),
                                grants(row.text("grants")),
                                row.number("ledger_seq"),
                                row.instant("as_of"),
                                row.instantOrNull("current_to")),
                        account)
                .orElse(BalanceView.unknown(account));
    }

    private List<BalanceView.Grant> grants(String stored) {
        try {
            List<BalanceView.Grant> grants = new ArrayList<>();
            for (JsonNode grant : json.readTree(stored)) {
                grants.add(new BalanceView.Grant(
                        grant.path("id").asText(),
                        grant.path("source").asText(),
                        new Credits(grant.path("amountMicros").asLong()),
                        new Credits(grant.path("leftMicros").asLong()),
                        Instant.parse(grant.path("effectiveAt").asText()),
                        grant.hasNonNull("expiresAt")
                                ? Instant.parse(grant.path("expiresAt").asText())
                                : null));
            }
            return grants;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    SubscriptionView subscription(String account) {
        ZoneId zone = accounts.find(account).orElseThrow().timeZone();
        return sql.find(
                        "SELECT s.plan, b.plan AS running, b.subscription_status, b.pending_plan, b.cycle_start, b.cycle_end, b.as_of FROM subscription s LEFT JOIN balance b USING (account_id) WHERE account_id = ?",
                        row -> {
                            String running = row.textOrNull("running");
                            Plan plan = catalogue
                                    .plan(running == null ? row.text("plan") : running)
                                    .orElseThrow();
                            Instant end = row.instantOrNull("cycle_end");
                            LocalDate on = end == null ? null : LocalDate.ofInstant(end, zone);
                            String status = row.textOrNull("subscription_status");
                            SubscriptionView.PendingChange pending = "CANCELLING".equals(status)
                                    ? new SubscriptionView.PendingChange("CANCELLATION", null, on)
                                    : row.textOrNull("pending_plan") == null
                                            ? null
                                            : new SubscriptionView.PendingChange(
                                                    "PLAN", row.textOrNull("pending_plan"), on);
                            return new SubscriptionView(
                                    plan.id(),
                                    plan.name(),
                                    status == null ? "OPENING" : status,
                                    plan.fee(),
                                    row.instantOrNull("cycle_start"),
                                    end,
                                    on,
                                    pending,
                                    row.instantOrNull("as_of"));
                        },
                        account)
                .orElseThrow();
    }

    UsageBreakdown currentUsage(String account) {
        List<Cycle> cycles = cycles(account);
        return cycles.isEmpty()
                ? new UsageBreakdown(null, null, null, List.of(), null)
                : ofCycle(account, cycles.getFirst(), "action");
    }

    UsageBreakdown usage(String account, Period period, String groupBy) {
        if (period.value().equals(Period.DATES)) {
            return breakdown(account, null, period, groupBy);
        }
        return cycles(account).stream()
                .filter(cycle -> cycle.start().equals(period.start()))
                .findFirst()
                .map(cycle -> ofCycle(account, cycle, groupBy))
                .orElse(new UsageBreakdown(null, null, null, List.of(), null));
    }

    private UsageBreakdown ofCycle(String account, Cycle cycle, String groupBy) {
        return breakdown(account, cycle, null, groupBy);
    }

    private UsageBreakdown breakdown(String account, @Nullable Cycle cycle, @Nullable Period days, String groupBy) {
        String key = switch (groupBy) {
            case "day" -> "day::text";
            case "user" -> "user_id";
            default -> "action";
        };
        List<UsageRow> rows = sql.list(
                "SELECT " + key
                        + " AS key, sum(events) AS events, sum(quantity) AS quantity, sum(charged_micros - reversed_micros) AS credits FROM usage_rollup"
                        + " WHERE account_id = ? AND (?::bigint IS NULL OR cycle = ?::bigint) AND (?::date IS NULL OR day >= ?::date) AND (?::date IS NULL OR day <= ?::date)"
                        + " GROUP BY 1 ORDER BY 4 DESC, 1",
                row -> new UsageRow(
                        row.text("key"),
                        row.number("events"),
                        row.decimal("quantity").toBigInteger(),
                        new Credits(row.decimal("credits").longValueExact())),
                account,
                cycle == null ? null : cycle.number(),
                cycle == null ? null : cycle.number(),
                days == null ? null : days.from(),
                days == null ? null : days.from(),
                days == null ? null : days.to(),
                days == null ? null : days.to());
        Credits total = rows.stream().map(UsageRow::credits).reduce(Credits.ZERO, Credits::plus);
        return new UsageBreakdown(cycle, null, total, rows, null);
    }

    List<Cycle> cycles(String account) {
        return sql.list(
                "SELECT cycle, cycle_start, cycle_end FROM account_cycle WHERE account_id = ? ORDER BY cycle DESC LIMIT 36",
                row -> new Cycle(row.number("cycle"), row.instant("cycle_start"), row.instant("cycle_end")),
                account);
    }

    Forecast.@Nullable Pace pace(Reader reader, Instant now) {
        BigInteger used = sql.find(
                        "SELECT coalesce(-sum(amount_micros), 0) AS used FROM ledger_line WHERE account_id = ? AND type IN ('CHARGE', 'REVERSAL') AND occurred_at >= ?",
                        row -> row.decimal("used").toBigInteger(),
                        reader.account(),
                        now.minus(Duration.ofDays(PACE_DAYS)))
                .orElseThrow();
        return new Forecast.Pace(new Credits(used.longValueExact()), Duration.ofDays(PACE_DAYS));
    }
}
