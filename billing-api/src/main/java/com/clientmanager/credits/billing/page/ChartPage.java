package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The figures that the usage page's chart draws: credits by day, a series for each action that cost some. */
@Path("/billing/usage/chart")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE})
public class ChartPage {
    private static final int LONGEST_DAYS = 400;

    private final Readers readers;
    private final Periods periods;
    private final UsageByDay usage;
    private final ActionNames names;

    ChartPage(Readers readers, Periods periods, UsageByDay usage, ActionNames names) {
        this.readers = readers;
        this.periods = periods;
        this.usage = usage;
        this.names = names;
    }

    /** What the chart draws; the locale is that of the labels. */
    public record Chart(String locale, List<Day> days, List<Series> series) {}

    /** A day's label, the same without its year, and its total in words. */
    public record Day(String label, String brief, String total) {}

    /** Credits of one action, one value a day. */
    public record Series(String name, List<BigDecimal> values) {}

    @GET
    @Operation(hidden = true)
    public Chart chart() {
        Reader reader = readers.reader();
        Period period = periods.asked(reader);
        TreeMap<LocalDate, Map<String, Credits>> byDay = new TreeMap<>();
        LocalDate last = usage.lastDayShown(period, reader.figures().zone());
        for (LocalDate day = period.from(); !day.isAfter(last) && byDay.size() < LONGEST_DAYS; day = day.plusDays(1)) {
            byDay.put(day, new LinkedHashMap<>());
        }
        for (UsageByDay.Cell cell : usage.cells(reader.account(), period)) {
            byDay.computeIfAbsent(cell.day(), day -> new LinkedHashMap<>())
                    .merge(cell.action(), cell.credits(), Credits::plus);
        }
        Figures figures = reader.figures();
        List<Day> days = new ArrayList<>();
        byDay.forEach((day, credits) ->
                days.add(new Day(figures.day(day), figures.shortDay(day), figures.credits(sum(credits)) + " credits")));
        return new Chart(figures.locale().toLanguageTag(), days, series(byDay));
    }

    private List<Series> series(Map<LocalDate, Map<String, Credits>> byDay) {
        Map<String, Credits> totals = new LinkedHashMap<>();
        byDay.values().forEach(day -> day.forEach((action, credits) -> totals.merge(action, credits, Credits::plus)));
        return totals.entrySet().stream()
                .filter(total -> total.getValue().isPositive())
                .sorted(Map.Entry.<String, Credits>comparingByValue().reversed())
                .map(total -> new Series(
                        names.name(total.getKey()),
                        byDay.values().stream()
                                .map(day -> new BigDecimal(day.getOrDefault(total.getKey(), Credits.ZERO)
                                        .toString()))
                                .toList()))
                .toList();
    }

    private static Credits sum(Map<String, Credits> credits) {
        return credits.values().stream().reduce(Credits.ZERO, Credits::plus);
    }
}
