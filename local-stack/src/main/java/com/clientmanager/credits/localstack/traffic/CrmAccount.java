package com.clientmanager.credits.localstack.traffic;

import java.time.ZoneId;
import java.util.List;

/**
 * A demo account and its level of activity.
 *
 * @param busyPermille activity in thousandths of an account that uses most of 2,500 credits a month
 */
record CrmAccount(String id, ZoneId zone, int busyPermille, List<String> users, List<String> campaigns) {
    /** The demo accounts, each active enough to use most of its plan's credits. */
    static final List<CrmAccount> DEMO = List.of(
            new CrmAccount(
                    "acct-42",
                    ZoneId.of("Europe/Berlin"),
                    1_000,
                    List.of("ada@acct-42", "ben@acct-42", "chloe@acct-42", "dmitri@acct-42"),
                    List.of("checkup-reminder", "summer-whitening", "new-patient-welcome")),
            new CrmAccount(
                    "acct-7",
                    ZoneId.of("America/New_York"),
                    200,
                    List.of("ada@acct-7", "ben@acct-7"),
                    List.of("weekend-brunch", "birthday-cakes")),
            new CrmAccount(
                    "acct-99",
                    ZoneId.of("Asia/Tokyo"),
                    4_000,
                    List.of("ada@acct-99", "ben@acct-99", "emi@acct-99", "goro@acct-99", "hana@acct-99", "ken@acct-99"),
                    List.of("delivery-window", "customs-update", "rate-sheet", "peak-season")));
}
