package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.usage.UsageBreakdown.Cycle;
import com.clientmanager.credits.billing.web.Moments;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which period the address asks for; anything it cannot read is said on the page and the running cycle shown. */
@RequestScoped
class Periods {
    private static final int LONGEST_DAYS = 400;

    private final UriInfo uri;
    private final Facts facts;
    private final Clock clock;

    Periods(UriInfo uri, Facts facts, Clock clock) {
        this.uri = uri;
        this.facts = facts;
        this.clock = clock;
    }

    Period asked(Reader reader) {
        Figures figures = reader.figures();
        List<Cycle> cycles = facts.cycles(reader.account());
        String value = parameter("period");
        if (Period.DATES.equals(value)) {
            return dates(figures, cycles);
        }
        for (Cycle cycle : cycles.subList(Math.min(1, cycles.size()), cycles.size())) {
            if (firstDay(cycle, figures.zone()).toString().equals(value)) {
                return ofCycle(firstDay(cycle, figures.zone()).toString(), cycle, figures, cycles, null);
            }
        }
        return current(figures, cycles, null);
    }

    private Period dates(Figures figures, List<Cycle> cycles) {
        LocalDate from = day("from");
        LocalDate to = day("to");
        if (from == null || to == null) {
            return current(figures, cycles, "Choose a first and a last day. Until then this cycle is shown.");
        }
        if (to.isBefore(from) || from.plusDays(LONGEST_DAYS).isBefore(to)) {
            return current(
                    figures,
                    cycles,
                    "The last day must not lie before the first, nor more than " + LONGEST_DAYS + " days after it.");
        }
        ZoneId zone = figures.zone();
        return new Period(
                Period.DATES,
                figures.day(from) + " – " + figures.day(to),
                from,
                to,
                from.atStartOfDay(zone).toInstant(),
                to.plusDays(1).atStartOfDay(zone).toInstant(),
                choices(figures, cycles),
                null);
    }

    private Period current(Figures figures, List<Cycle> cycles, @Nullable String problem) {
        if (!cycles.isEmpty()) {
            return ofCycle(Period.CURRENT, cycles.getFirst(), figures, cycles, problem);
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), figures.zone());
        return new Period(Period.CURRENT, "this cycle", today, today, null, null, choices(figures, cycles), problem);
    }

    private Period ofCycle(String value, Cycle cycle, Figures figures, List<Cycle> cycles, @Nullable String problem) {
        LocalDate from = firstDay(cycle, figures.zone());
        LocalDate to = LocalDate.ofInstant(cycle.end().minusNanos(1), figures.zone());
        return new Period(
                value, label(cycle, figures), from, to, cycle.start(), cycle.end(), choices(figures, cycles), problem);
    }

    private static List<Period.Choice> choices(Figures figures, List<Cycle> cycles) {
        List<Period.Choice> choices = new ArrayList<>();
        choices.add(new Period.Choice(Period.CURRENT, "This cycle"));
        for (Cycle cycle : cycles.subList(Math.min(1, cycles.size()), cycles.size())) {
            choices.add(new Period.Choice(firstDay(cycle, figures.zone()).toString(), label(cycle, figures)));
        }
        choices.add(new Period.Choice(Period.DATES, "Chosen dates"));
        return choices;
    }

    private static String label(Cycle cycle, Figures figures) {
        return figures.days(cycle.start(), cycle.end());
    }

    private static LocalDate firstDay(Cycle cycle, ZoneId zone) {
        return LocalDate.ofInstant(cycle.start(), zone);
    }

    private @Nullable LocalDate day(String name) {
        try {
            return Moments.day(name, parameter(name));
        } catch (Problem unreadable) {
            return null;
        }
    }

    private @Nullable String parameter(String name) {
        return uri.getQueryParameters().getFirst(name);
    }
}
