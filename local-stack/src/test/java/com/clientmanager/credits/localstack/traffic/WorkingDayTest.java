package com.clientmanager.credits.localstack.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDayTest {
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final Map<String, Long> MICROS_A_UNIT = Map.of(
            "form.submission", 1_000_000L,
            "sms.send", 4_000_000L,
            "email.send", 100_000L,
            "ai.generate", 500L,
            "ai.chat", 5_000_000L,
            "login", 0L,
            "dashboard.view", 0L,
            "settings.update", 0L);

    @Test
    void the_same_hour_is_always_told_alike() {
        for (CrmAccount account : CrmAccount.DEMO) {
            assertThat(WorkingDay.hour(account, START.plusSeconds(36_000)))
                    .isEqualTo(WorkingDay.hour(account, START.plusSeconds(36_000)));
        }
    }

    @Test
    void cutting_time_into_pieces_loses_and_doubles_nothing() {
        Instant end = START.plus(Duration.ofDays(2));
        List<CrmEvent> whole = CrmTraffic.between(START, end);
        List<CrmEvent> pieces = new java.util.ArrayList<>();
        for (Instant at = START; at.isBefore(end); at = at.plusSeconds(977)) {
            Instant next = at.plusSeconds(977);
            pieces.addAll(CrmTraffic.between(at, next.isBefore(end) ? next : end));
        }

        assertThat(pieces).isEqualTo(whole);
        assertThat(whole).extracting(CrmEvent::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"acct-42, 2500", "acct-7, 500", "acct-99, 10000"})
    void a_month_uses_most_of_the_plans_credits(String account, long included) {
        long micros = CrmTraffic.between(START, START.plus(Duration.ofDays(30))).stream()
                .filter(event -> event.account().equals(account))
                .mapToLong(event -> event.quantity() * MICROS_A_UNIT.get(event.action()))
                .sum();

        assertThat(micros / 1_000_000).isBetween(included * 60 / 100, included * 105 / 100);
    }

    @Test
    void people_work_by_day_and_rest_at_weekends() {
        CrmAccount berlin = CrmAccount.DEMO.getFirst();
        assertThat(WorkingDay.hour(berlin, Instant.parse("2026-06-03T08:00:00Z"))
                        .size())
                .isGreaterThan(5
                        * WorkingDay.hour(berlin, Instant.parse("2026-06-03T00:00:00Z"))
                                .size());
        assertThat(day(berlin, "2026-06-03").size())
                .isGreaterThan(3 * day(berlin, "2026-06-06").size());
    }

    @Test
    void every_action_of_the_catalogue_happens_and_each_event_is_json() throws Exception {
        List<CrmEvent> week = CrmTraffic.between(START, START.plus(Duration.ofDays(7)));
        assertThat(week.stream().map(CrmEvent::action).collect(Collectors.toSet()))
                .isEqualTo(MICROS_A_UNIT.keySet());
        ObjectMapper json = new ObjectMapper();
        for (CrmEvent event : week) {
            JsonNode read = json.readTree(event.json());
            assertThat(read.path("subject").asText()).isEqualTo(event.account());
            assertThat(Instant.parse(read.path("time").asText())).isEqualTo(event.time());
            assertThat(read.path("data").path("quantity").asLong())
                    .isEqualTo(event.quantity())
                    .isPositive();
        }
    }

    private static List<CrmEvent> day(CrmAccount account, String date) {
        Instant start = Instant.parse(date + "T00:00:00Z");
        return CrmTraffic.between(start, start.plus(Duration.ofDays(1))).stream()
                .filter(event -> event.account().equals(account.id()))
                .toList();
    }
}
