package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the engine would have said of an account into the projections: a cycle of usage, a purchase, a promotion.
 */
@ApplicationScoped
public class DemoAccount {
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final long ONE = 1_000_000L;
    private static final List<Used> ACTIONS = List.of(
            new Used("sms.send", 4 * ONE, 6),
            new Used("ai.chat", 5 * ONE, 3),
            new Used("form.submission", ONE, 9),
            new Used("email.send", ONE / 10, 80),
            new Used("login", 0, 5));
    private static final String[] USERS = {"u-ada", "u-ben", ""};

    private final Sql sql;

    DemoAccount(Sql sql) {
        this.sql = sql;
    }

    private record Used(String action, long priceMicros, int most) {}

    private record Given(
            String grant,
            String source,
            long micros,
            Instant at,
            @Nullable Instant until) {}

    private static final class Course {
        long seq;
        long allowance;
        long bought;
        long promised;
        long used;

        long balance() {
            return allowance + bought + promised;
        }
    }

    /** An account that the engine has not spoken of yet. */
    public void opened(String id, String name) {
        sql.update(
                "INSERT INTO account (id, name, time_zone, opened_at) VALUES (?, ?, 'Europe/Berlin', now() -"
                        + " interval '60 days')",
                id,
                name);
        sql.update(
                "INSERT INTO subscription (account_id, id, plan, started_at) VALUES (?, ?, 'growth', now() -"
                        + " interval '50 days')",
                id,
                "sub-" + id);
        sql.update(
                "INSERT INTO payment_method (account_id, token, brand, last4, exp_month, exp_year, set_at, set_by)"
                        + " VALUES (?, 'tok_visa', 'visa', '4242', 12, 2034, now(), 'test')",
                id);
    }

    /** An account in the middle of its second cycle. */
    public void busy(String id, String name) {
        opened(id, name);
        LocalDate today = LocalDate.now(ZONE);
        LocalDate start = today.minusDays(20);
        cycle(id, 0, start.minusMonths(1), start);
        cycle(id, 1, start, start.plusMonths(1));
        Course course = new Course();
        line(id, course, "CYCLE_STARTED", 0, at(start, 0), null);
        sql.update(
                "UPDATE ledger_entry SET cycle = 1, cycle_start = ?, cycle_end = ? WHERE account_id = ? AND seq = 1",
                at(start, 0),
                at(start.plusMonths(1), 0),
                id);
        course.allowance = 2500 * ONE;
        grant(id, course, new Given("g-1", "ALLOWANCE", 2500 * ONE, at(start, 0), at(start.plusMonths(1), 0)));
        course.promised = 100 * ONE;
        grant(id, course, new Given("g-3", "PROMOTIONAL", 100 * ONE, at(start, 8), at(start.plusDays(50), 0)));
        course.bought = 2000 * ONE;
        grant(id, course, new Given("g-2", "PURCHASED", 2000 * ONE, at(start.plusDays(2), 9), null));
        Random random = new Random(7);
        for (LocalDate day = start; !day.isAfter(today); day = day.plusDays(1)) {
            for (Used used : ACTIONS) {
                charges(id, course, day, used, random);
            }
        }
        balance(id, course, start, start.plusMonths(1));
    }

    private void charges(String id, Course course, LocalDate day, Used used, Random random) {
        for (int n = random.nextInt(4); n > 0; n--) {
            long quantity = 1L + random.nextInt(used.most());
            String user = USERS[random.nextInt(USERS.length)];
            charge(id, course, day, used.action(), used.priceMicros(), quantity, user);
        }
    }

    private void charge(
            String id, Course course, LocalDate day, String action, long price, long quantity, String user) {
        long micros = Math.multiplyExact(price, quantity);
        long included = Math.min(micros, course.allowance);
        course.allowance -= included;
        long bought = micros - included;
        course.bought -= bought;
        course.used += micros;
        String allocations = "[{\"grant\":\"g-1\",\"source\":\"ALLOWANCE\",\"amountMicros\":" + included + "}"
                + (bought == 0
                        ? "]"
                        : ",{\"grant\":\"g-2\",\"source\":\"PURCHASED\",\"amountMicros\":" + bought + "}]");
        line(id, course, "CHARGE", -micros, at(day, 10), allocations);
        sql.update(
                "UPDATE ledger_entry SET action = ?, quantity = ?, unit_price_micros = ?, price_version ="
                        + " '2026-01', user_id = ?, event_source = '/crm/test', event_id = ?"
                        + " WHERE account_id = ? AND seq = ?",
                action,
                quantity,
                price,
                user.isEmpty() ? null : user,
                "e-" + course.seq,
                id,
                course.seq);
        sql.update(
                "INSERT INTO usage_rollup (account_id, cycle, day, action, user_id, events, quantity,"
                        + " charged_micros, reversed_micros) VALUES (?, 1, ?, ?, ?, 1, ?, ?, 0)"
                        + " ON CONFLICT (account_id, cycle, day, action, user_id) DO UPDATE SET events ="
                        + " usage_rollup.events + 1,"
                        + " quantity = usage_rollup.quantity + excluded.quantity, charged_micros ="
                        + " usage_rollup.charged_micros + excluded.charged_micros",
                id,
                day,
                action,
                user,
                quantity,
                micros);
    }

    private void grant(String id, Course course, Given given) {
        line(id, course, "GRANT", given.micros(), given.at(), null);
        sql.update(
                "UPDATE ledger_entry SET grant_id = ?, grant_source = ?, grant_amount_micros = ?,"
                        + " grant_effective_at = ?, grant_expires_at = ?"
                        + " WHERE account_id = ? AND seq = ?",
                given.grant(),
                given.source(),
                given.micros(),
                given.at(),
                given.until(),
                id,
                course.seq);
    }

    private void line(String id, Course course, String type, long amount, Instant at, String allocations) {
        course.seq++;
        long balance = course.balance();
        sql.update(
                "INSERT INTO ledger_entry (account_id, seq, type, amount_micros, balance_micros, available_micros,"
                        + " overdraft_micros, allocations, occurred_at, recorded_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 0, ?::jsonb, ?, ?)",
                id,
                course.seq,
                type,
                amount,
                balance,
                balance,
                allocations,
                at,
                at);
    }

    private void cycle(String id, long number, LocalDate from, LocalDate to) {
        sql.update(
                "INSERT INTO account_cycle (account_id, cycle, cycle_start, cycle_end) VALUES (?, ?, ?, ?)",
                id,
                number,
                at(from, 0),
                at(to, 0));
    }

    private void balance(String id, Course course, LocalDate from, LocalDate to) {
        String grants = """
                [{"id":"g-1","source":"ALLOWANCE","amountMicros":2500000000,"leftMicros":%d,"effectiveAt":"%s","expiresAt":"%s"},
                 {"id":"g-3","source":"PROMOTIONAL","amountMicros":100000000,"leftMicros":100000000,"effectiveAt":"%s","expiresAt":"%s"},
                 {"id":"g-2","source":"PURCHASED","amountMicros":2000000000,"leftMicros":%d,"effectiveAt":"%s"}]
                """.formatted(
                        course.allowance,
                        at(from, 0),
                        at(to, 0),
                        at(from, 0),
                        at(to.plusDays(20), 0),
                        course.bought,
                        at(from, 0));
        sql.update(
                "INSERT INTO balance (account_id, ledger_seq, available_micros, overdraft_micros,"
                        + " used_this_cycle_micros, allowance_granted_micros, allowance_left_micros,"
                        + " plan, subscription_status, cycle, cycle_start, cycle_end, grants, as_of) VALUES (?, ?,"
                        + " ?, 0, ?, ?, ?, 'growth', 'ACTIVE', 1, ?, ?, ?::jsonb, now())",
                id,
                course.seq,
                course.balance(),
                course.used,
                2500 * ONE,
                course.allowance,
                at(from, 0),
                at(to, 0),
                grants);
        sql.update(
                "INSERT INTO ledger_head (account_id, seq, balance_micros) VALUES (?, ?, ?)",
                id,
                course.seq,
                course.balance());
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(ZONE).toInstant();
    }
}
