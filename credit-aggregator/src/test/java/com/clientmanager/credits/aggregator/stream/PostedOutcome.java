package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.proof.Line;
import com.clientmanager.credits.aggregator.proof.Outcome;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.math.BigInteger;

/** What the topics say, in a scenario's words. */
public final class PostedOutcome {
    private PostedOutcome() {}

    public static Line line(LedgerEntryPosted posted) {
        return new Line(
                posted.getAccount(),
                posted.getSeq(),
                posted.getType(),
                BigInteger.valueOf(posted.getAmountMicros()),
                BigInteger.valueOf(posted.getAvailableMicros()),
                BigInteger.valueOf(posted.getOverdraftMicros()),
                posted.getEventId(),
                posted.getPriceVersion(),
                posted.getAllocations().stream()
                        .map(one -> new Line.Share(one.getGrant(), BigInteger.valueOf(one.getAmountMicros())))
                        .toList(),
                posted.getGrant() == null ? null : posted.getGrant().getId(),
                posted.getGrantLeftMicros() == null ? null : BigInteger.valueOf(posted.getGrantLeftMicros()),
                posted.getCycle(),
                posted.getSubscriptionStatus() == null ? null : posted.getPlan() + " " + posted.getSubscriptionStatus(),
                posted.getType().equals("CHARGE") ? posted.getPlan() : null,
                posted.getPendingPlan(),
                posted.getCommandId(),
                posted.getCommandSequence(),
                posted.getCommandType(),
                posted.getRefusal(),
                posted.getOccurredAt(),
                posted.getRecordedAt(),
                posted.getReversedOccurredAt());
    }

    public static Outcome.Standing standing(AccountBalance balance) {
        return new Outcome.Standing(
                BigInteger.valueOf(balance.getAvailableMicros()),
                BigInteger.valueOf(balance.getOverdraftMicros()),
                BigInteger.valueOf(balance.getUsedThisCycleMicros()));
    }
}
