package com.clientmanager.credits.aggregator.proof;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line the oracle is about to write; it takes the account's figures as they are when it is written. */
final class OracleLine {
    private final OracleAccount account;
    private Instant occurredAt = Instant.MIN;
    private @Nullable Instant recordedAt;
    private @Nullable Long cycle;
    private @Nullable String usage;
    private @Nullable String version;
    private @Nullable String grant;
    private @Nullable String status;
    private @Nullable String command;
    private @Nullable String refusal;
    private List<Line.Share> shares = List.of();

    OracleLine(OracleAccount account) {
        this.account = account;
    }

    OracleLine copy() {
        OracleLine copy = new OracleLine(account);
        copy.recordedAt = recordedAt;
        copy.command = command;
        return copy;
    }

    OracleLine at(Instant time) {
        occurredAt = time;
        return this;
    }

    OracleLine recorded(Instant time) {
        recordedAt = time;
        return this;
    }

    OracleLine in(@Nullable Long number) {
        cycle = number;
        return this;
    }

    OracleLine usage(String id) {
        usage = id;
        return this;
    }

    OracleLine version(String name) {
        version = name;
        return this;
    }

    OracleLine of(String id) {
        grant = id;
        return this;
    }

    OracleLine by(String id) {
        command = id;
        return this;
    }

    OracleLine refusing(String code) {
        refusal = code;
        return this;
    }

    OracleLine shares(List<Line.Share> paid) {
        shares = List.copyOf(paid);
        return this;
    }

    OracleLine stating() {
        status = account.plan.id() + " " + account.state;
        cycle = account.cycle;
        return this;
    }

    void write(String type, BigInteger amount) {
        account.lines.add(new Line(
                account.id,
                account.lines.size() + 1L,
                type,
                amount,
                account.available(),
                account.owed,
                usage,
                version,
                shares,
                grant,
                cycle,
                status,
                command,
                refusal,
                occurredAt,
                recordedAt == null ? occurredAt : recordedAt));
    }
}
