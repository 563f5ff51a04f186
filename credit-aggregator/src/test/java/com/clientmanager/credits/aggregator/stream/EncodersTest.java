package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.credit.AccountCommand;
import com.clientmanager.credits.aggregator.credit.AccountEvent;
import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.CreditEngine;
import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.credit.Decision;
import com.clientmanager.credits.aggregator.credit.Dimensions;
import com.clientmanager.credits.aggregator.credit.EntryType;
import com.clientmanager.credits.aggregator.credit.GrantSource;
import com.clientmanager.credits.aggregator.credit.LedgerEntry;
import com.clientmanager.credits.aggregator.credit.PlanTerms;
import com.clientmanager.credits.aggregator.credit.Price;
import com.clientmanager.credits.aggregator.credit.Usage;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is encoded by hand is byte for byte what Avro writes for the generated records, whatever the account has been
 * through.
 */
class EncodersTest {
    private static final Instant START = Instant.parse("2026-01-31T10:15:30.123Z");

    private final SchemaRegistryClient registry = TopologyKit.deployed();
    private final RegistryAvroCodec<LedgerEntryPosted> ledger = RegistryAvroCodec.of(registry, Topic.CREDIT_LEDGER, "");
    private final RegistryAvroCodec<AccountBalance> balances =
            RegistryAvroCodec.of(registry, Topic.CREDIT_BALANCES, "");
    private final LedgerEncoder ledgerEncoder = new LedgerEncoder();
    private final BalanceEncoder balanceEncoder = new BalanceEncoder();
    private final CreditEngine engine = new CreditEngine(Duration.ofDays(35));
    private final Set<EntryType> types = EnumSet.noneOf(EntryType.class);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void every_line_and_balance_of_a_long_life_is_what_avro_writes(long seed) {
        live(seed);
    }

    @Test
    void the_lives_know_every_type_of_line() {
        for (long seed = 1; seed <= 6; seed++) {
            live(seed);
        }
        assertThat(types).contains(EntryType.values());
    }

    private void live(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CreditAccount account = check(CreditAccount.unopened("acct-✓"), balance("acct-✓"), START);
        LedgerEntry charge = null;
        Instant now = START;
        for (int step = 1; step <= 400; step++) {
            now = now.plus(Duration.ofHours(random.nextInt(30)));
            Decision decision = engine.apply(account, event(random, step, now, charge), now);
            if (decision instanceof Decision.Accepted accepted) {
                for (LedgerEntry line : accepted.entries()) {
                    checkLine(account.id(), line, step);
                    charge = line.type() == EntryType.CHARGE && random.nextInt(3) == 0 ? line : charge;
                }
                account = check(accepted.account(), BalanceWire.balance(accepted.account(), now), now);
            }
        }
    }

    private AccountEvent event(SplittableRandom random, int step, Instant now, LedgerEntry charge) {
        var command = new AccountCommand.Command("c-" + step, step, now);
        int which = step == 1 ? 0 : random.nextInt(40);
        String reason = step % 3 == 0 ? "because ✓" : "";
        PlanTerms other = new PlanTerms("plan-" + which, Credits.of(random.nextInt(300)), random.nextInt(5));
        return switch (which) {
            case 0 ->
                new AccountCommand.StartSubscription(
                        command, "sub-" + step, ZoneId.of("America/Santiago"), now.minus(Duration.ofDays(50)), other);
            case 1 -> new AccountCommand.UpgradePlan(command, other, now);
            case 2 -> new AccountCommand.SchedulePlan(command, other);
            case 3 -> new AccountCommand.WithdrawScheduledPlan(command, reason);
            case 4 ->
                step % 5 == 0
                        ? new AccountCommand.CancelAtCycleEnd(command, reason)
                        : new AccountCommand.WithdrawCancellation(command, reason);
            case 5 -> new AccountCommand.SuspendSubscription(command, reason);
            case 6, 7 -> new AccountCommand.ResumeSubscription(command, reason);
            case 8, 9 ->
                new AccountCommand.GrantCredits(
                        command, "g-" + step, GrantSource.PURCHASED, Credits.of(1 + random.nextInt(400)), null, "pack");
            case 10 ->
                new AccountCommand.GrantCredits(
                        command,
                        "g-" + step,
                        GrantSource.PROMOTIONAL,
                        Credits.of(20),
                        now.plus(Duration.ofDays(9)),
                        null);
            case 11 -> new AccountCommand.RevokeGrant(command, "g-" + random.nextInt(step), "refund");
            case 12, 13 ->
                charge == null ? new AccountCommand.WithdrawCancellation(command, reason) : reversal(command, charge);
            default ->
                new Usage(
                        "/crm",
                        "e-" + step,
                        "sms.send",
                        1 + random.nextInt(9),
                        step % 2 == 0 ? "u" : null,
                        labels(step),
                        step % 5 == 0 ? "hold-" + step : null,
                        now.minus(Duration.ofHours(random.nextInt(700))),
                        new Price("v1", Credits.ofMicros(random.nextInt(6_000_000))));
        };
    }

    private static AccountCommand reversal(AccountCommand.Command command, LedgerEntry charge) {
        return new AccountCommand.ReverseCharge(
                command,
                charge.seq(),
                charge.amount().negated(),
                charge.allocations(),
                new AccountCommand.Used("sms.send", charge.seq() % 2 == 0 ? 3L : null, "u", labels(3), "hold-✓"),
                charge.occurredAt(),
                "why");
    }

    private static Dimensions labels(int step) {
        Map<String, String> labels = new HashMap<>();
        for (int i = step % 4; i > 0; i--) {
            labels.put("label-" + i * 7 % 5, i == 2 ? "✓" : "value " + step);
        }
        return new DimensionsEncoder().encode(labels);
    }

    private void checkLine(String account, LedgerEntry line, long offset) {
        types.add(line.type());
        assertThat(ledgerEncoder.encode(ledger.schemaId(), account, line, offset))
                .isEqualTo(ledger.encode(LedgerWire.posted(account, line, offset)));
    }

    private CreditAccount check(CreditAccount account, AccountBalance said, Instant asOf) {
        assertThat(balanceEncoder.encode(balances.schemaId(), account, asOf)).isEqualTo(balances.encode(said));
        return account;
    }

    private static AccountBalance balance(String unopened) {
        return BalanceWire.balance(CreditAccount.unopened(unopened), START);
    }
}
