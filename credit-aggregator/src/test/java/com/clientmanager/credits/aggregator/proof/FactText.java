package com.clientmanager.credits.aggregator.proof;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Facts as a product manager writes and reads them. */
final class FactText {
    private record Phrase(Pattern pattern, Function<Matcher, Fact> fact) {}

    private static final List<Phrase> PHRASES = List.of(
            phrase(
                    "uses (\\S+) x(-?\\d+) as (\\S+)(?: dated (\\S+))?",
                    m -> new Fact.Uses(m.group(3), m.group(1), Long.parseLong(m.group(2)), orNever(m.group(4)))),
            phrase("sees time pass", m -> new Fact.TimePasses()),
            phrase(
                    "starts (\\S+) with (\\d+) in (\\S+?)(?: since (\\S+))?",
                    m -> new Fact.Starts(plan(m), m.group(3), time(m.group(4)))),
            phrase(
                    "upgrades to (\\S+) with (\\d+)(?: as of (\\S+))?",
                    m -> new Fact.Upgrades(plan(m), time(m.group(3)))),
            phrase("schedules (\\S+) with (\\d+)", m -> new Fact.Schedules(plan(m))),
            phrase("withdraws the scheduled plan", m -> new Fact.WithdrawsScheduled()),
            phrase("cancels(?:, decided (\\S+))?", m -> new Fact.Cancels(time(m.group(1)))),
            phrase("withdraws the cancellation", m -> new Fact.WithdrawsCancellation()),
            phrase("is suspended", m -> new Fact.IsSuspended()),
            phrase("is resumed", m -> new Fact.IsResumed()),
            phrase(
                    "buys (\\S+) as (\\S+?)(?: until (\\S+))?",
                    m -> new Fact.Buys(m.group(2), m.group(1), time(m.group(3)))),
            phrase(
                    "is given (\\S+) as (\\S+?)(?: until (\\S+))?",
                    m -> new Fact.IsGiven(m.group(2), m.group(1), time(m.group(3)))),
            phrase("has (\\S+) revoked", m -> new Fact.HasRevoked(m.group(1))),
            phrase("has the charge of (\\S+) reversed", m -> new Fact.HasReversed(m.group(1))),
            phrase("repeats order (\\d+)", m -> new Fact.RepeatsOrder(Integer.parseInt(m.group(1)))));

    private FactText() {}

    static Fact parse(String text, Instant at) {
        for (Phrase phrase : PHRASES) {
            Matcher matcher = phrase.pattern().matcher(text);
            if (matcher.matches()) {
                Fact fact = phrase.fact().apply(matcher);
                return fact instanceof Fact.Uses uses && uses.occurredAt().equals(Instant.MIN)
                        ? new Fact.Uses(uses.id(), uses.action(), uses.quantity(), at)
                        : fact;
            }
        }
        throw new IllegalArgumentException("no such fact: " + text);
    }

    static String print(Fact fact, Instant at) {
        return switch (fact) {
            case Fact.Uses uses ->
                "uses " + uses.action() + " x" + uses.quantity() + " as " + uses.id()
                        + (uses.occurredAt().equals(at) ? "" : " dated " + uses.occurredAt());
            case Fact.TimePasses tick -> "sees time pass";
            case Fact.Starts starts ->
                "starts " + plan(starts.plan()) + " in " + starts.zone() + optional(" since ", starts.since());
            case Fact.Upgrades up -> "upgrades to " + plan(up.plan()) + optional(" as of ", up.effectiveAt());
            case Fact.Schedules down -> "schedules " + plan(down.plan());
            case Fact.WithdrawsScheduled withdraws -> "withdraws the scheduled plan";
            case Fact.Cancels cancels -> "cancels" + optional(", decided ", cancels.decidedAt());
            case Fact.WithdrawsCancellation withdraws -> "withdraws the cancellation";
            case Fact.IsSuspended suspended -> "is suspended";
            case Fact.IsResumed resumed -> "is resumed";
            case Fact.Buys buys -> "buys " + buys.credits() + " as " + buys.grant() + optional(" until ", buys.until());
            case Fact.IsGiven given ->
                "is given " + given.credits() + " as " + given.grant() + optional(" until ", given.until());
            case Fact.HasRevoked revoked -> "has " + revoked.grant() + " revoked";
            case Fact.HasReversed reversed -> "has the charge of " + reversed.usageId() + " reversed";
            case Fact.RepeatsOrder repeats -> "repeats order " + repeats.number();
        };
    }

    private static Phrase phrase(String pattern, Function<Matcher, Fact> fact) {
        return new Phrase(Pattern.compile(pattern), fact);
    }

    private static Fact.Plan plan(Matcher matcher) {
        return new Fact.Plan(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    private static String plan(Fact.Plan plan) {
        return plan.id() + " with " + plan.included();
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static Instant orNever(@Nullable String text) {
        return text == null ? Instant.MIN : Instant.parse(text);
    }

    private static String optional(String words, @Nullable Instant time) {
        return time == null ? "" : words + time;
    }
}
