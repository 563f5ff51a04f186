package com.clientmanager.credits.billing.ledger;

import com.clientmanager.credits.billing.outbox.Outbox;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.billing.web.Audit;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import com.clientmanager.credits.schemas.Allocation;
import com.clientmanager.credits.schemas.ReverseCharge;
import com.clientmanager.credits.schemas.UsageLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders that a charge be given back along the allocations the ledger recorded, never today's draw order (R21). */
@ApplicationScoped
public class ReverseCharges {
    private static final int LONGEST_REASON = 200;
    private final LedgerLines lines;
    private final Outbox outbox;
    private final Audit audit;
    private final SignedIn signedIn;
    private final Sql sql;

    ReverseCharges(LedgerLines lines, Outbox outbox, Audit audit, SignedIn signedIn, Sql sql) {
        this.lines = lines;
        this.outbox = outbox;
        this.audit = audit;
        this.signedIn = signedIn;
        this.sql = sql;
    }

    /** What an operator sends. */
    public record Order(@Nullable String reason) {}

    /** The reversal as ordered; `alreadyOrdered` when somebody did before, then nothing new is sent. */
    public record Ordered(long seq, String amount, String reason, boolean alreadyOrdered) {}

    /**
     * Orders it once per charge, whoever asks and however often.
     *
     * @throws Problem NOT_FOUND without such a line, CONFLICT when the line is no charge
     */
    @Transactional
    public Ordered reverse(String account, long seq, Order order) {
        String reason = order.reason();
        if (reason == null || UsageLimits.required("reason", reason, LONGEST_REASON) != null) {
            throw Problem.field("reason", "reason has 1 to 200 characters; the ledger line shows it.");
        }
        LedgerLine charge = lines.line(account, seq).orElseThrow(Problem::notFound);
        if (!charge.type().equals("CHARGE")) {
            throw Problem.of(
                    ProblemCode.CONFLICT, "Line " + seq + " is a " + charge.type() + "; only a CHARGE is reversed.");
        }
        String amount = charge.amount().toString().replaceFirst("^-", "");
        int first = sql.update(
                "INSERT INTO reversal_request (account_id, seq, reason, requested_by) VALUES (?, ?, ?, ?) ON"
                        + " CONFLICT DO NOTHING",
                account,
                seq,
                reason.strip(),
                signedIn.subject());
        if (first == 1) {
            Act act = audit.act(
                    signedIn.subject(),
                    account,
                    "charge.reversed",
                    Map.of("seq", seq, "amount", amount, "reason", reason.strip()));
            outbox.command(act, "reverse-" + account + "-" + seq, command(charge, reason.strip()));
        }
        return new Ordered(seq, amount, reason.strip(), first == 0);
    }

    private static ReverseCharge command(LedgerLine charge, String reason) {
        ReverseCharge command = new ReverseCharge();
        command.setSeq(charge.seq());
        command.setChargeMicros(Math.negateExact(charge.amount().micros()));
        command.setAllocations(charge.allocations().stream()
                .map(each -> new Allocation(
                        each.grant(), each.source(), each.amount().micros()))
                .toList());
        if (charge.action() != null) {
            command.setAction(charge.action());
        }
        command.setOccurredAt(charge.occurredAt());
        command.setReason(reason);
        command.setDimensions(charge.dimensions());
        if (charge.quantity() != null) {
            command.setQuantity(charge.quantity());
        }
        if (charge.user() != null) {
            command.setUser(charge.user());
        }
        if (charge.holdId() != null) {
            command.setHoldId(charge.holdId());
        }
        return command;
    }
}
