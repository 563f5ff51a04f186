package com.clientmanager.credits.billing.projection;

import static com.clientmanager.credits.billing.Api.as;
import static com.clientmanager.credits.billing.Api.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.clientmanager.credits.billing.AccountStory;
import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.EngineTopics;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.GrantTerms;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class ProjectionTest {
    private static final Instant LATE_EVENING = Instant.parse("2026-07-03T22:30:00Z"); // the 4th in Vienna

    @Inject
    EngineTopics engine;

    @Inject
    Topics topics;

    @Inject
    Sql sql;

    @Inject
    DataSource dataSource;

    @Test
    void before_the_engine_speaks_everything_is_unknown_and_nothing_is_zero() {
        Api.open("proj-new", "UTC");
        as(Tokens.reader("proj-new"))
                .get("/v1/accounts/proj-new/balance")
                .then()
                .statusCode(200)
                .body("account", equalTo("proj-new"))
                .body("available", nullValue())
                .body("allowance", nullValue())
                .body("asOf", nullValue());
        as(Tokens.reader("proj-new"))
                .get("/v1/accounts/proj-new/usage")
                .then()
                .statusCode(200)
                .body("total", nullValue());
        as(Tokens.reader("proj-new"))
                .get("/v1/accounts/proj-new/subscription")
                .then()
                .statusCode(200)
                .body("status", equalTo("OPENING"))
                .body("plan", equalTo("growth"))
                .body("renewsOn", nullValue());
    }

    @Test
    void opening_sends_one_numbered_command() {
        Api.open("proj-cmd", "Asia/Kolkata");
        List<AccountCommand> found = new ArrayList<>();
        await(() -> {
            found.clear();
            engine.all(Topic.ACCOUNT_COMMANDS).stream()
                    .map(record ->
                            topics.<AccountCommand>wire(Topic.ACCOUNT_COMMANDS).decode(record.value()))
                    .filter(command -> command.getAccount().equals("proj-cmd"))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().getSequence()).isEqualTo(1);
        assertThat(found.getFirst().getType()).isEqualTo("StartSubscription");
        assertThat(found.getFirst().getStartSubscription().getTimeZone()).isEqualTo("Asia/Kolkata");
        assertThat(found.getFirst().getStartSubscription().getPlan().getIncludedMicros())
                .isEqualTo(2_500_000_000L);
    }

    @Test
    void balance_usage_and_ledger_say_what_the_engine_said_and_their_sums_agree() {
        String account = "proj-sums";
        Api.open(account, "Europe/Vienna");
        new AccountStory(engine, account)
                .opens(2_500_000_000L)
                .charges("sms.send", 3, 12_000_000, "u-1", LATE_EVENING)
                .charges("login", 1, 0, "u-2", LATE_EVENING)
                .charges("ai.generate", 1, 500, "=cmd()", LATE_EVENING.plusSeconds(86_400))
                .reverses(3, 12_000_000, LATE_EVENING.plusSeconds(200_000))
                .charges("sms.send", 1, 4_000_000, null, LATE_EVENING)
                .showsBalance();
        Api.awaitLine(account, 7);
        await(() -> as(Tokens.reader(account))
                        .get("/v1/accounts/" + account + "/balance")
                        .jsonPath()
                        .get("ledgerSeq")
                != null);

        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/balance")
                .then()
                .header("ETag", equalTo("\"7\""))
                .body("available", equalTo("2495.9995"))
                .body("usedThisCycle", equalTo("4.0005"))
                .body("allowance.left", equalTo("2495.9995"))
                .body("allowance.cycleEnd", equalTo("2026-08-01T00:00:00Z"))
                .body("grants", hasSize(1))
                .body("asOf", equalTo("2026-07-03T22:30:00Z"));
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/usage?groupBy=action")
                .then()
                .body("total", equalTo("4.0005"))
                .body("rows.key", contains("sms.send", "ai.generate", "login"))
                .body("rows[0].credits", equalTo("4"))
                .body("rows[0].quantity", equalTo(4))
                .body("rows[2].credits", equalTo("0"))
                .body("rows[2].events", equalTo(1));
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/usage?groupBy=day&cycle=2026-07-15")
                .then()
                .body("rows.key", contains("2026-07-04", "2026-07-05"))
                .body("cycle.start", equalTo("2026-07-01T00:00:00Z"));
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/usage?from=2026-07-05&to=2026-07-05")
                .then()
                .body("total", equalTo("0.0005"));
        assertThat(Api.as(Tokens.reader(account))
                        .accept("text/csv")
                        .get("/v1/accounts/" + account + "/usage?groupBy=user")
                        .asString())
                .startsWith("user,events,quantity,credits\r\n")
                .contains("\"'=cmd()\",1,1,0.0005")
                .doesNotContain("\n=cmd");
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/subscription")
                .then()
                .body("status", equalTo("ACTIVE"))
                .body("renewsOn", equalTo("2026-08-01"))
                .body("fee.amountMinor", equalTo(9900));
    }

    @Test
    void the_ledger_is_read_page_by_page_and_a_page_stays_what_it_was_while_lines_are_added() {
        String account = "proj-pages";
        Api.open(account, "UTC");
        AccountStory story = new AccountStory(engine, account).opens(100_000_000);
        for (int i = 0; i < 8; i++) {
            story.charges("form.submission", 1, 1_000_000, "u", LATE_EVENING.plusSeconds(i));
        }
        Api.awaitLine(account, 10);
        var first = as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/ledger?limit=4")
                .jsonPath();
        assertThat(first.getList("items.seq", Integer.class)).containsExactly(10, 9, 8, 7);
        story.charges("form.submission", 1, 1_000_000, "u", LATE_EVENING.plusSeconds(9));
        Api.awaitLine(account, 11);
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/ledger?limit=4&cursor=" + first.getString("nextCursor"))
                .then()
                .body("items.seq", contains(6, 5, 4, 3));
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/ledger?type=GRANT")
                .then()
                .body("items.seq", contains(2))
                .body("items[0].grant.source", equalTo("ALLOWANCE"))
                .body("nextCursor", nullValue());
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/ledger?order=asc&action=form.submission&limit=2")
                .then()
                .body("items.seq", contains(3, 4))
                .body("items[0].allocations[0].amount", equalTo("1"))
                .body("items[0].balance", equalTo("99"));
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/ledger?cursor=zzz")
                .then()
                .statusCode(400)
                .body("field", equalTo("cursor"));
    }

    @Test
    void a_line_that_comes_twice_is_written_once_and_counted_once() {
        String account = "proj-twice";
        Api.open(account, "UTC");
        AccountStory story = new AccountStory(engine, account).opens(100_000_000);
        LedgerEntryPosted charge = story.chargeLine("sms.send", 1, 4_000_000, "u", LATE_EVENING);
        engine.write(charge);
        engine.write(charge);
        story.charges("sms.send", 1, 4_000_000, "u\0x", LATE_EVENING);
        Api.awaitLine(account, 4);
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/usage")
                .then()
                .body("total", equalTo("8"))
                .body("rows[0].events", equalTo(2));
    }

    @Test
    void times_are_exact_to_the_millisecond_until_the_year_9999() {
        String account = "proj-times";
        Api.open(account, "UTC");
        AccountStory story = new AccountStory(engine, account).opens(100_000_000);
        List<String> ends = List.of("9999-12-31T23:59:59.999Z", "2242-03-16T12:56:31.001Z", "1970-01-01T00:00:00.001Z");
        for (String end : ends) {
            LedgerEntryPosted grant = story.line("GRANT", 1, LATE_EVENING);
            grant.setGrant(new GrantTerms("g-" + end, "PROMOTIONAL", 1L, LATE_EVENING, Instant.parse(end), 20, null));
            engine.write(grant);
        }
        Api.awaitLine(account, 5);
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/ledger?order=asc&type=GRANT")
                .then()
                .body("items[1].grant.expiresAt", equalTo(ends.get(0)))
                .body("items[2].grant.expiresAt", equalTo(ends.get(1)))
                .body("items[3].grant.expiresAt", equalTo(ends.get(2)));
    }

    @Test
    void a_charge_is_given_back_once_along_what_paid_it() {
        String account = "proj-reverse";
        Api.open(account, "UTC");
        AccountStory story = new AccountStory(engine, account).opens(100_000_000);
        LedgerEntryPosted charge = story.chargeLine("ai.chat", 2, 10_000_000, "u", LATE_EVENING);
        charge.setDimensions(Map.of("campaign", "spring \"27\""));
        charge.setHoldId("hold-7");
        engine.write(charge);
        Api.awaitLine(account, 3);
        for (int i = 0; i < 2; i++) {
            as(Tokens.operator())
                    .body("{\"reason\":\"sent by mistake\"}")
                    .post("/v1/accounts/" + account + "/ledger/3/reversal")
                    .then()
                    .statusCode(202)
                    .body("alreadyOrdered", equalTo(i == 1));
        }
        as(Tokens.operator())
                .body("{\"reason\":\"x\"}")
                .post("/v1/accounts/" + account + "/ledger/2/reversal")
                .then()
                .statusCode(409);
        as(Tokens.operator())
                .body("{\"amount\":\"25.5\",\"note\":\"sorry\"}")
                .post("/v1/accounts/" + account + "/grants")
                .then()
                .statusCode(201)
                .body("amount", equalTo("25.5"));
        List<AccountCommand> found = new ArrayList<>();
        await(() -> {
            found.clear();
            engine.all(Topic.ACCOUNT_COMMANDS).stream()
                    .map(record ->
                            topics.<AccountCommand>wire(Topic.ACCOUNT_COMMANDS).decode(record.value()))
                    .filter(command -> command.getAccount().equals(account))
                    .forEach(found::add);
            return found.size() >= 3;
        });
        assertThat(found).extracting(AccountCommand::getSequence).containsExactly(1L, 2L, 3L);
        assertThat(found.get(1).getReverseCharge().getChargeMicros()).isEqualTo(10_000_000);
        assertThat(found.get(1).getReverseCharge().getAllocations().getFirst().getGrant())
                .isEqualTo(story.grantId());
        assertThat(found.get(1).getReverseCharge().getAction()).isEqualTo("ai.chat");
        assertThat(found.get(1).getReverseCharge().getQuantity()).isEqualTo(2);
        assertThat(found.get(1).getReverseCharge().getUser()).isEqualTo("u");
        assertThat(found.get(1).getReverseCharge().getDimensions()).isEqualTo(Map.of("campaign", "spring \"27\""));
        assertThat(found.get(1).getReverseCharge().getHoldId()).isEqualTo("hold-7");
        assertThat(found.get(2).getGrantCredits().getAmountMicros()).isEqualTo(25_500_000);
        assertThat(found.get(2).getGrantCredits().getNote()).isEqualTo("sorry");
        assertThat(found.get(2).getGrantCredits().getPaidMinor()).isNull();
    }

    @Test
    void a_line_is_projected_with_every_field_of_its_record() {
        String account = "proj-fields";
        Api.open(account, "UTC");
        AccountStory story = new AccountStory(engine, account).opens(100_000_000);
        LedgerEntryPosted charge = story.chargeLine("ai.chat", 2, 10_000_000, "u", LATE_EVENING);
        charge.setDimensions(Map.of("campaign", "spring", "list", "a"));
        charge.setHoldId("hold-1");
        charge.setPlan("growth");
        engine.write(charge);
        LedgerEntryPosted reversal = story.line("REVERSAL", 10_000_000, LATE_EVENING);
        reversal.setReverses(3L);
        reversal.setReversedOccurredAt(LATE_EVENING);
        reversal.setCommandId("reverse-3");
        reversal.setCommandSequence(9L);
        reversal.setCommandType("ReverseCharge");
        engine.write(reversal);
        LedgerEntryPosted change = story.line("PLAN_CHANGED", 0, LATE_EVENING);
        change.setPendingPlan("starter");
        engine.write(change);
        LedgerEntryPosted grant = story.line("GRANT", 5_000_000, LATE_EVENING);
        grant.setGrant(new GrantTerms("g-1", "PURCHASED", 5_000_000L, LATE_EVENING, null, 30, "5 credits pack"));
        grant.setGrantLeftMicros(4_000_000L);
        engine.write(grant);
        Api.awaitLine(account, 6);
        as(Tokens.reader(account))
                .get("/v1/accounts/" + account + "/ledger?order=asc")
                .then()
                .body("items[1]", not(hasKey("dimensions")))
                .body("items[2].dimensions", equalTo(Map.of("campaign", "spring", "list", "a")))
                .body("items[2].holdId", equalTo("hold-1"))
                .body("items[2].plan", equalTo("growth"))
                .body("items[3].reversedOccurredAt", equalTo(LATE_EVENING.toString()))
                .body("items[4].pendingPlan", equalTo("starter"))
                .body("items[5].grant.priority", equalTo(30))
                .body("items[5].grant.name", equalTo("5 credits pack"))
                .body("items[5].grant.left", equalTo("4"));
        assertThat(sql.find(
                        "SELECT command_type || command_sequence AS command FROM ledger_entry"
                                + " WHERE account_id = ? AND seq = 4",
                        row -> row.text("command"),
                        account))
                .contains("ReverseCharge9");
    }

    @Test
    void of_two_balances_at_one_line_the_later_revision_stays() throws SQLException {
        AccountStory story = new AccountStory(engine, "proj-revision");
        try (Connection connection = dataSource.getConnection()) {
            BalanceProjector.write(connection, List.of(held(story, 2, 3_000_000), held(story, 1, 7_000_000)));
            BalanceProjector.write(connection, List.of(held(story, 1, 7_000_000)));
        }
        assertThat(sql.find(
                        "SELECT concat_ws(' ', held_micros, revision, policy, limit_micros) AS held FROM balance"
                                + " WHERE account_id = ?",
                        row -> row.text("held"),
                        "proj-revision"))
                .contains("3000000 2 OVERDRAFT 1");
    }

    private static AccountBalance held(AccountStory story, long revision, long micros) {
        AccountBalance balance = story.balance();
        balance.setRevision(revision);
        balance.setHeldMicros(micros);
        balance.setPolicy("OVERDRAFT");
        balance.setLimitMicros(1L);
        return balance;
    }
}
