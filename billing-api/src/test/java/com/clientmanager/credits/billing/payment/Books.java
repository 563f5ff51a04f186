package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.schemas.AccountCommand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** Opens accounts for tests and reads what was written about them. */
@ApplicationScoped
public class Books {
    private final Sql sql;
    private final PaymentMethods methods;
    private final PaymentGateway gateway;
    private final Clock clock;

    Books(Sql sql, PaymentMethods methods, PaymentGateway gateway, Clock clock) {
        this.sql = sql;
        this.methods = methods;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** A fresh account that pays with this token, or has no card. */
    public String account(@Nullable String token) {
        return account(token, "UTC", "growth");
    }

    public String account(@Nullable String token, String zone, String plan) {
        String id = "acct-" + UUID.randomUUID();
        sql.update(
                "INSERT INTO account (id, name, time_zone, opened_at) VALUES (?, ?, ?, ?)",
                id,
                "Zoë Żółć & Söhne <Ltd>",
                zone,
                clock.instant());
        sql.update(
                "INSERT INTO subscription (account_id, id, plan, started_at) VALUES (?, ?, ?, ?)",
                id,
                "sub-" + id,
                plan,
                clock.instant());
        if (token != null) {
            card(id, token);
        }
        return id;
    }

    public void card(String account, String token) {
        methods.keep(new PaymentMethod(account, token, gateway.card(token).orElseThrow(), clock.instant()), "test");
    }

    /** What the engine would have said of the running cycle. */
    @Transactional
    public void balance(String account, String plan, String status, Instant cycleStart, Instant cycleEnd) {
        sql.update("""
                INSERT INTO balance (account_id, ledger_seq, available_micros, overdraft_micros, used_this_cycle_micros,
                    allowance_granted_micros, allowance_left_micros, plan, subscription_status, cycle, cycle_start,
                      cycle_end,
                    grants, as_of)
                VALUES (?, 1, 3000000000, 0, 0, 2500000000, 2500000000, ?, ?, 0, ?, ?, '[]', ?)
                ON CONFLICT (account_id) DO UPDATE SET plan = excluded.plan, subscription_status =
                  excluded.subscription_status,
                    cycle_start = excluded.cycle_start,
                      cycle_end = excluded.cycle_end""", account, plan, status, cycleStart, cycleEnd, cycleStart);
    }

    public void pending(String account, String plan) {
        sql.update("UPDATE balance SET pending_plan = ? WHERE account_id = ?", plan, account);
    }

    /** Lines of a ledger, given as type, amount and balance after it in whole credits; the first begins the cycle. */
    @Transactional
    public void ledger(String account, Instant cycleStart, Instant cycleEnd, Object[]... lines) {
        for (int i = 0; i < lines.length; i++) {
            boolean allowance = "GRANT".equals(lines[i][0]) && i == 0;
            sql.update(
                    """
                    INSERT INTO ledger_entry (account_id, seq, type, amount_micros, balance_micros, available_micros,
                        overdraft_micros, action, grant_source, grant_effective_at, cycle, cycle_start, cycle_end,
                          occurred_at,
                        recorded_at)
                    VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, 0, ?, ?, ?, ?)""",
                    account,
                    i + 1,
                    lines[i][0],
                    (int) lines[i][1] * 1_000_000L,
                    (int) lines[i][2] * 1_000_000L,
                    (int) lines[i][2] * 1_000_000L,
                    lines[i].length > 3 ? lines[i][3] : null,
                    allowance ? "ALLOWANCE" : null,
                    allowance ? cycleStart : null,
                    cycleStart,
                    cycleEnd,
                    cycleStart,
                    cycleStart);
        }
    }

    public long count(String query, @Nullable Object... arguments) {
        return sql.find(query, row -> row.number("count"), arguments).orElseThrow();
    }

    /** What was ordered from the engine for the account, in order. */
    public List<AccountCommand> commands(String account) {
        return sql.list(
                "SELECT payload FROM outbox WHERE topic = 'ACCOUNT_COMMANDS' AND record_key = ? ORDER BY id",
                row -> command(Objects.requireNonNull(row.bytesOrNull("payload"))),
                account.getBytes(StandardCharsets.UTF_8));
    }

    public List<String> commandTypes(String account) {
        return commands(account).stream().map(AccountCommand::getType).toList();
    }

    /** Charges the sandbox really took from the account's payments, by its own books. */
    public long charged(String account) {
        return count(
                "SELECT count(*) AS count FROM sandbox_gateway.movement m JOIN payment p ON p.id = m.key"
                        + " WHERE p.account_id = ? AND m.kind = 'CHARGE' AND m.outcome = 'APPROVED'",
                account);
    }

    /** Not AccountCommand's own decoder: it does not see the application's classes under Quarkus. */
    private static AccountCommand command(byte[] payload) {
        SpecificData model = new SpecificData(AccountCommand.class.getClassLoader());
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        try {
            return new BinaryMessageDecoder<AccountCommand>(model, AccountCommand.getClassSchema()).decode(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
