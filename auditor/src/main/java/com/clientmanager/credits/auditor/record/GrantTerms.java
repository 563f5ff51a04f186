package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A grant as a ledger entry or a balance states it; times in milliseconds.
 *
 * @param expiresAt null: never
 * @param priority lower is spent first (R8)
 */
public record GrantTerms(
        String id,
        String source,
        long amount,
        long effectiveAt,
        @Nullable Long expiresAt,
        long priority,
        @Nullable String name) {
    /** A plan's included credits; they have no name. */
    public static GrantTerms allowance(String id, long amount, long effectiveAt, long expiresAt) {
        return new GrantTerms(id, "ALLOWANCE", amount, effectiveAt, expiresAt, priorityOf("ALLOWANCE"), null);
    }

    static @Nullable GrantTerms in(Fields entry) {
        Fields grant = entry.recordOrNull("grant");
        return grant == null ? null : of(grant);
    }

    static GrantTerms of(Fields grant) {
        return new GrantTerms(
                grant.text("id"),
                grant.text("source"),
                grant.number("amountMicros"),
                grant.number("effectiveAt"),
                grant.numberOrNull("expiresAt"),
                grant.number("priority"),
                grant.textOrNull("name"));
    }

    /** R8: the priority of a source; a source that is not known comes last. */
    public static int priorityOf(String source) {
        return switch (source) {
            case "ALLOWANCE" -> 10;
            case "PROMOTIONAL" -> 20;
            case "PURCHASED" -> 30;
            default -> 40;
        };
    }
}
