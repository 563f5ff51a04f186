package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.Allocation;
import com.clientmanager.credits.schemas.GrantCredits;
import com.clientmanager.credits.schemas.MalformedRecordException;
import com.clientmanager.credits.schemas.PlanTerms;
import com.clientmanager.credits.schemas.ReverseCharge;
import com.clientmanager.credits.schemas.RevokeGrant;
import com.clientmanager.credits.schemas.StartSubscription;
import com.clientmanager.credits.schemas.UsageLimits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which values a command may hold, so that each store and reader of what it causes can hold them too (R4), also where
 * something else than billing-api wrote it. Amounts are judged by the core.
 */
final class CommandLimits {
    /** A number further ahead of the last one would make the numbers between them repeats (decision 0007). */
    static final int MAX_SEQUENCE_AHEAD = 1_000;

    static final int MAX_PLAN_LENGTH = 64;
    /** With its allowances and bought grants, all that a charge can have been paid by. */
    static final int MAX_ALLOCATIONS = 2_000;

    private static final int MAX_COMMAND_ID_LENGTH = 256;
    private static final int MAX_ISSUER_LENGTH = 256;
    private static final int MAX_ID_LENGTH = 128;
    /** Ids of allowances have the subscription's id, the cycle and, for an upgrade, the plan and the time in them. */
    private static final int MAX_ALLOCATED_ID_LENGTH = 256;

    private static final int MAX_ZONE_LENGTH = 64;
    private static final int MAX_TEXT_LENGTH = 1_024;
    /** The grant's name, which each balance repeats. */
    private static final int MAX_NAME_LENGTH = 200;

    private static final int MAX_CURRENCY_LENGTH = 3;

    private CommandLimits() {}

    /**
     * Judges what every command and the one that its type names hold.
     *
     * @throws MalformedRecordException naming the first field beyond its limit
     */
    static void check(AccountCommand said) {
        required("commandId", said.getCommandId(), MAX_COMMAND_ID_LENGTH);
        required("account", said.getAccount(), UsageLimits.MAX_ACCOUNT_LENGTH);
        if (said.getSequence() < 1) {
            throw new MalformedRecordException("sequence " + said.getSequence() + " is below 1");
        }
        time("issuedAt", said.getIssuedAt());
        optional("issuedBy", said.getIssuedBy(), MAX_ISSUER_LENGTH);
        if (said.getStartSubscription() != null) {
            start(said.getStartSubscription());
        }
        if (said.getUpgradePlan() != null) {
            plan(said.getUpgradePlan().getPlan());
            time("effectiveAt", said.getUpgradePlan().getEffectiveAt());
        }
        if (said.getSchedulePlan() != null) {
            plan(said.getSchedulePlan().getPlan());
        }
        reasons(said);
        if (said.getGrantCredits() != null) {
            grant(said.getGrantCredits());
        }
        if (said.getReverseCharge() != null) {
            reverse(said.getReverseCharge());
        }
        if (said.getRevokeGrant() != null) {
            revoke(said.getRevokeGrant());
        }
    }

    /**
     * Judges the number against the last one that the account obeyed.
     *
     * @throws MalformedRecordException when it is too far ahead
     */
    static void checkSequence(long sequence, long last) {
        if (sequence - last > MAX_SEQUENCE_AHEAD) {
            throw new MalformedRecordException(
                    "sequence " + sequence + " is more than " + MAX_SEQUENCE_AHEAD + " ahead of the last one, " + last);
        }
    }

    private static void reasons(AccountCommand said) {
        if (said.getWithdrawScheduledPlan() != null) {
            reason(said.getWithdrawScheduledPlan().getReason());
        }
        if (said.getCancelAtCycleEnd() != null) {
            reason(said.getCancelAtCycleEnd().getReason());
        }
        if (said.getWithdrawCancellation() != null) {
            reason(said.getWithdrawCancellation().getReason());
        }
        if (said.getSuspendSubscription() != null) {
            reason(said.getSuspendSubscription().getReason());
        }
        if (said.getResumeSubscription() != null) {
            reason(said.getResumeSubscription().getReason());
        }
    }

    private static void reason(String reason) {
        optional("reason", reason, MAX_TEXT_LENGTH);
    }

    private static void start(StartSubscription start) {
        required("subscriptionId", start.getSubscriptionId(), MAX_ID_LENGTH);
        required("timeZone", start.getTimeZone(), MAX_ZONE_LENGTH);
        time("startedAt", start.getStartedAt());
        plan(start.getPlan());
    }

    private static void plan(PlanTerms plan) {
        required("plan", plan.getPlan(), MAX_PLAN_LENGTH);
    }

    private static void grant(GrantCredits grant) {
        required("grantId", grant.getGrantId(), MAX_ID_LENGTH);
        if (grant.getExpiresAt() != null) {
            time("expiresAt", grant.getExpiresAt());
        }
        optional("note", grant.getNote(), MAX_NAME_LENGTH);
        optional("topUpRule", grant.getTopUpRule(), MAX_ID_LENGTH);
        optional("currency", grant.getCurrency(), MAX_CURRENCY_LENGTH);
    }

    private static void reverse(ReverseCharge reverse) {
        List<Allocation> allocations = reverse.getAllocations();
        if (allocations.size() > MAX_ALLOCATIONS) {
            throw new MalformedRecordException(allocations.size() + " allocations are more than " + MAX_ALLOCATIONS);
        }
        for (Allocation allocation : allocations) {
            required("allocations", allocation.getGrant(), MAX_ALLOCATED_ID_LENGTH);
        }
        optional("action", reverse.getAction(), UsageLimits.MAX_ACTION_LENGTH);
        time("occurredAt", reverse.getOccurredAt());
        reason(reverse.getReason());
        optional("user", reverse.getUser(), UsageLimits.MAX_USER_LENGTH);
        refuse(UsageLimits.dimensions(reverse.getDimensions()));
        optional("holdId", reverse.getHoldId(), UsageLimits.MAX_HOLD_ID_LENGTH);
    }

    private static void revoke(RevokeGrant revoke) {
        required("grantId", revoke.getGrantId(), MAX_ID_LENGTH);
        reason(revoke.getReason());
    }

    private static void required(String field, String text, int maxLength) {
        refuse(UsageLimits.required(field, text, maxLength));
    }

    private static void optional(String field, @Nullable String text, int maxLength) {
        refuse(UsageLimits.optional(field, text, maxLength));
    }

    private static void time(String field, Instant time) {
        refuse(UsageLimits.time(field, time));
    }

    private static void refuse(UsageLimits.@Nullable Violation violation) {
        if (violation != null) {
            throw new MalformedRecordException(violation.code() + ": " + violation.detail());
        }
    }
}
