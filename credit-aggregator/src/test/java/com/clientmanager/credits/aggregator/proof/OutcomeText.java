package com.clientmanager.credits.aggregator.proof;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An outcome as the Then part of a scenario says it. */
public final class OutcomeText {
    private OutcomeText() {}

    public static List<String> print(Outcome outcome) {
        List<String> text = new ArrayList<>();
        outcome.ledgers().values().forEach(lines -> lines.forEach(line -> text.add(print(line))));
        outcome.standings()
                .forEach((account, standing) -> text.add(account + " has " + credits(standing.available()) + ", owes "
                        + credits(standing.overdraft()) + ", used " + credits(standing.usedThisCycle())
                        + " this cycle"));
        outcome.rejections().forEach(one -> text.add(one.usageId() + " is rejected: " + one.code()));
        if (outcome.duplicates() > 0) {
            text.add("duplicates: " + outcome.duplicates());
        }
        return text;
    }

    static String print(Line line) {
        StringBuilder text = new StringBuilder(line.account()).append(" #").append(line.seq());
        text.append(' ').append(line.occurredAt()).append(' ').append(line.type());
        text.append(line.amount().signum() > 0 ? " +" : " ").append(credits(line.amount()));
        text.append(" = ").append(credits(line.balance()));
        if (line.overdraft().signum() > 0) {
            text.append(" owing ").append(credits(line.overdraft()));
        }
        append(text, " for ", line.usageId());
        append(text, " at ", line.priceVersion());
        append(text, " of ", line.grant());
        if (!line.allocations().isEmpty()) {
            text.append(line.allocations().stream()
                    .map(share -> share.grant() + " " + credits(share.amount()))
                    .collect(Collectors.joining(", ", " from ", "")));
        }
        append(text, " cycle ", line.cycle());
        append(text, " now ", line.status());
        append(text, " refused ", line.refusal());
        append(text, " by ", line.commandId());
        if (!line.recordedAt().equals(line.occurredAt())) {
            text.append(" recorded ").append(line.recordedAt());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String words, @Nullable Object value) {
        if (value != null) {
            text.append(words).append(value);
        }
    }

    private static String credits(BigInteger micros) {
        return micros.signum() == 0
                ? "0"
                : new BigDecimal(micros, 6).stripTrailingZeros().toPlainString();
    }
}
