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
 * The usage of an account in one hour, as a pure function of account and hour: repeated calls return the same events
 * with the same ids. A restarted simulator sends them again, and nothing is counted twice.
 */
final class WorkingDay {
    /** Permille of a day's activity per local hour: peaks before noon and after lunch, almost none at night. */
    private static final int[] HOURLY_PERMILLE = {
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
        for (UsageProfile profile : UsageProfile.values()) {
            if (profile == UsageProfile.SMS_CAMPAIGN) {
                campaign(account, start, random, events);
            } else {
                int times = times(profile, account, start, random);
                for (int i = 0; i < times; i++) {
                    Instant time = start.plusMillis(random.nextInt(3_600_000));
                    events.add(event(profile, account, time, pick(account.campaigns(), random), events.size(), random));
                }
            }
        }
        events.sort(Comparator.comparing(CrmEvent::time));
        return events;
    }

    private static int times(UsageProfile profile, CrmAccount account, Instant start, Random random) {
        ZonedDateTime local = start.atZone(account.zone());
        long expectedMillionths =
                (long) profile.timesADay() * account.busyPermille() * HOURLY_PERMILLE[local.getHour()];
        if (isWeekend(local)) {
            expectedMillionths = expectedMillionths * WEEKEND_PERMILLE / 1_000;
        }
        // Between 0.5 and 1.5 times the expected value; the fraction is a probability.
        long actualMillionths =
                expectedMillionths / 2 + (expectedMillionths == 0 ? 0 : random.nextLong(expectedMillionths));
        return (int) (actualMillionths / 1_000_000)
                + (random.nextInt(1_000_000) < actualMillionths % 1_000_000 ? 1 : 0);
    }

    private static void campaign(CrmAccount account, Instant start, Random random, List<CrmEvent> events) {
        ZonedDateTime local = start.atZone(account.zone());
        boolean today = local.getDayOfWeek() == DayOfWeek.TUESDAY || local.getDayOfWeek() == DayOfWeek.THURSDAY;
        if (!today || local.getHour() != CAMPAIGN_HOUR) {
            return;
        }
        int messages = UsageProfile.SMS_CAMPAIGN.timesADay() * account.busyPermille() / 1_000;
        Instant time = local.withMinute(CAMPAIGN_MINUTE).withSecond(0).toInstant();
        String name = pick(account.campaigns(), random);
        for (int i = 0; i < messages; i++) {
            Instant sent = time.plus(Duration.ofSeconds((long) i * SECONDS_BETWEEN_CAMPAIGN_MESSAGES));
            events.add(event(UsageProfile.SMS_CAMPAIGN, account, sent, name, events.size(), random));
        }
    }

    private static CrmEvent event(
            UsageProfile profile, CrmAccount account, Instant time, String campaign, int number, Random random) {
        long units = (long) profile.minUnits() + random.nextInt(profile.maxUnits() - profile.minUnits() + 1);
        String cause = account.id() + "/" + time.truncatedTo(ChronoUnit.HOURS) + "/" + number;
        return new CrmEvent(
                UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)).toString(),
                profile.source(),
                account.id(),
                time.truncatedTo(ChronoUnit.MILLIS),
                profile.action(),
                units,
                pick(account.users(), random),
                profile.isOfCampaign() ? campaign : null);
    }

    private static boolean isWeekend(ZonedDateTime local) {
        return local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static String pick(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
