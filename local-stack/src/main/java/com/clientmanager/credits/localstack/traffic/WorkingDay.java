package com.clientmanager.credits.localstack.traffic;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * What an account does in one hour, as a function of account and hour alone: asked twice, it tells the same events with the same ids. So a
 * simulator that was away, or lost its memory, sends them again and nothing is counted twice.
 */
final class WorkingDay {
    /** Thousandths of a day's activity in each local hour: a wave before noon, another after lunch, hardly anything at night. */
    private static final int[] WAVE = {
        2, 1, 1, 1, 2, 5, 12, 35, 80, 115, 120, 105, 55, 70, 110, 105, 85, 50, 20, 10, 6, 5, 3, 2
    };

    private static final int WEEKEND_PERMILLE = 150;
    private static final int CAMPAIGN_HOUR = 10;
    private static final int CAMPAIGN_MINUTE = 30;
    private static final int SECONDS_BETWEEN_CAMPAIGN_MESSAGES = 4;

    private WorkingDay() {}

    /** The events of {@code account} in the hour that begins at {@code hour}, by time. */
    static List<CrmEvent> hour(CrmAccount account, Instant hour) {
        Instant start = hour.truncatedTo(ChronoUnit.HOURS);
        Random random = new Random(31L * account.id().hashCode() + start.getEpochSecond() / 3_600);
        List<CrmEvent> events = new ArrayList<>();
        for (Habit habit : Habit.values()) {
            if (habit == Habit.SMS_CAMPAIGN) {
                campaign(account, start, random, events);
            } else {
                int times = times(habit, account, start, random);
                for (int i = 0; i < times; i++) {
                    Instant time = start.plusMillis(random.nextInt(3_600_000));
                    events.add(event(habit, account, time, pick(account.campaigns(), random), events.size(), random));
                }
            }
        }
        events.sort(Comparator.comparing(CrmEvent::time));
        return events;
    }

    private static int times(Habit habit, CrmAccount account, Instant start, Random random) {
        ZonedDateTime local = start.atZone(account.zone());
        long expectedMillionths = (long) habit.timesADay() * account.busyPermille() * WAVE[local.getHour()];
        if (isWeekend(local)) {
            expectedMillionths = expectedMillionths * WEEKEND_PERMILLE / 1_000;
        }
        // Between half and one and a half times of what is expected, and a fraction becomes a chance.
        long thisTime = expectedMillionths / 2 + (expectedMillionths == 0 ? 0 : random.nextLong(expectedMillionths));
        return (int) (thisTime / 1_000_000) + (random.nextInt(1_000_000) < thisTime % 1_000_000 ? 1 : 0);
    }

    private static void campaign(CrmAccount account, Instant start, Random random, List<CrmEvent> events) {
        ZonedDateTime local = start.atZone(account.zone());
        boolean today = local.getDayOfWeek() == DayOfWeek.TUESDAY || local.getDayOfWeek() == DayOfWeek.THURSDAY;
        if (!today || local.getHour() != CAMPAIGN_HOUR) {
            return;
        }
        int messages = Habit.SMS_CAMPAIGN.timesADay() * account.busyPermille() / 1_000;
        Instant time = local.withMinute(CAMPAIGN_MINUTE).withSecond(0).toInstant();
        String name = pick(account.campaigns(), random);
        for (int i = 0; i < messages; i++) {
            Instant sent = time.plus(Duration.ofSeconds((long) i * SECONDS_BETWEEN_CAMPAIGN_MESSAGES));
            events.add(event(Habit.SMS_CAMPAIGN, account, sent, name, events.size(), random));
        }
    }

    private static CrmEvent event(
            Habit habit, CrmAccount account, Instant time, String campaign, int number, Random random) {
        long units = (long) habit.leastUnits() + random.nextInt(habit.mostUnits() - habit.leastUnits() + 1);
        String cause = account.id() + "/" + time.truncatedTo(ChronoUnit.HOURS) + "/" + number;
        return new CrmEvent(
                UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)).toString(),
                habit.source(),
                account.id(),
                time.truncatedTo(ChronoUnit.MILLIS),
                habit.action(),
                units,
                pick(account.users(), random),
                habit.isOfCampaign() ? campaign : null);
    }

    private static boolean isWeekend(ZonedDateTime local) {
        return local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static String pick(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
