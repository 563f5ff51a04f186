package com.clientmanager.credits.aggregator.stream.store;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.aggregator.credit.Cycle;
import com.clientmanager.credits.aggregator.credit.Grant;
import com.clientmanager.credits.aggregator.credit.GrantSource;
import com.clientmanager.credits.aggregator.credit.PastPlan;
import com.clientmanager.credits.aggregator.credit.PlanTerms;
import com.clientmanager.credits.aggregator.credit.ReversedCharges;
import com.clientmanager.credits.aggregator.credit.Subscription;
import com.clientmanager.credits.aggregator.credit.SubscriptionStatus;
import com.clientmanager.credits.aggregator.credit.Totals;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account's one binary layout: a version byte, then its fields in order, whole numbers of variable length; about 120
 * bytes with two grants. The layout of a version never changes once released: another one gets another number, and what
 * has an old one is refused.
 */
final class AccountCodec {
    private static final int VERSION = 3;

    private static final int PLANS_SHARED = 64;

    private final CompactWriter out = new CompactWriter();
    /** Plans read before, each in the place its hash gives it: accounts of one plan share it. */
    private final @Nullable PlanTerms[] plans = new PlanTerms[PLANS_SHARED];

    byte[] encode(CreditAccount account) {
        out.start(VERSION);
        out.putLong(account.lastSeq());
        put(account.overdraft());
        put(account.grants());
        put(account.subscription());
        put(account.usedThisCycle());
        put(account.totals());
        out.putLongs(account.reversedSeqs().toArray());
        out.putLong(account.lastCommandSequence());
        return out.toByteArray();
    }

    /** Whether {@code bytes} are in the layout that this release reads. */
    static boolean isReadable(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == VERSION;
    }

    CreditAccount decode(String id, byte[] bytes) {
        CompactReader in = new CompactReader(bytes);
        int version = in.takeByte();
        if (version != VERSION) {
            throw new OldStateException(AccountStore.NAME);
        }
        CreditAccount account = new CreditAccount(
                id,
                in.takeLong(),
                takeCredits(in),
                takeGrants(in),
                takeSubscription(in),
                takeCredits(in),
                takeTotals(in),
                ReversedCharges.of(in.takeLongs()),
                in.takeLong());
        if (!in.isAtEnd()) {
            throw new IllegalStateException("account " + id + " is stored with bytes left over");
        }
        return account;
    }

    private void put(Credits credits) {
        out.putLong(credits.micros());
    }

    private static Credits takeCredits(CompactReader in) {
        return Credits.ofMicros(in.takeLong());
    }

    private void put(List<Grant> grants) {
        out.putLong(grants.size());
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            out.putText(grant.id());
            out.putByte(code(grant.source()));
            put(grant.amount());
            put(grant.left());
            put(grant.expired());
            put(grant.repaid());
            put(grant.revoked());
            out.putInstant(grant.effectiveAt());
            out.putInstantOrNull(grant.expiresAt());
            out.putTextOrNull(grant.name());
            out.putLong(grant.cycle());
        }
    }

    private static List<Grant> takeGrants(CompactReader in) {
        int count = in.takeCount();
        List<Grant> grants = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String id = in.takeText();
            GrantSource source = source(in.takeByte());
            Credits amount = takeCredits(in);
            long left = in.takeLong();
            grants.add(new Grant(
                    id,
                    source,
                    amount,
                    left == amount.micros() ? amount : Credits.ofMicros(left),
                    takeCredits(in),
                    takeCredits(in),
                    takeCredits(in),
                    in.takeInstant(),
                    in.takeInstantOrNull(),
                    in.takeTextOrNull(),
                    in.takeLong()));
        }
        return grants;
    }

    private void put(@Nullable Subscription subscription) {
        out.putByte(subscription == null ? 0 : 1);
        if (subscription == null) {
            return;
        }
        out.putText(subscription.id());
        out.putText(subscription.zone().getId());
        out.putInstant(subscription.startedAt());
        put(subscription.plan());
        out.putByte(subscription.pendingPlan() == null ? 0 : 1);
        if (subscription.pendingPlan() != null) {
            put(subscription.pendingPlan());
        }
        out.putByte(code(subscription.status()));
        out.putLong(subscription.current().number());
        out.putInstant(subscription.current().start());
        out.putInstant(subscription.current().end());
        out.putLong(subscription.pastPlans().size());
        for (PastPlan past : subscription.pastPlans()) {
            out.putTextOrNull(past.plan());
            out.putInstant(past.until());
        }
    }

    private @Nullable Subscription takeSubscription(CompactReader in) {
        if (in.takeByte() == 0) {
            return null;
        }
        return new Subscription(
                in.takeText(),
                ZoneId.of(in.takeText()),
                in.takeInstant(),
                takePlan(in),
                in.takeByte() == 0 ? null : takePlan(in),
                status(in.takeByte()),
                new Cycle(in.takeLong(), in.takeInstant(), in.takeInstant()),
                takePastPlans(in));
    }

    private static List<PastPlan> takePastPlans(CompactReader in) {
        int count = in.takeCount();
        List<PastPlan> past = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            past.add(new PastPlan(in.takeTextOrNull(), in.takeInstant()));
        }
        return past;
    }

    private void put(PlanTerms plan) {
        out.putText(plan.plan());
        put(plan.included());
        out.putLong(plan.rank());
    }

    private PlanTerms takePlan(CompactReader in) {
        PlanTerms plan = new PlanTerms(in.takeText(), takeCredits(in), in.takeCount());
        int place = plan.hashCode() & PLANS_SHARED - 1;
        PlanTerms known = plans[place];
        if (plan.equals(known)) {
            return known;
        }
        plans[place] = plan;
        return plan;
    }

    private void put(Totals totals) {
        put(totals.granted());
        put(totals.charged());
    }

    private static Totals takeTotals(CompactReader in) {
        return new Totals(takeCredits(in), takeCredits(in));
    }

    private static int code(GrantSource source) {
        return switch (source) {
            case ALLOWANCE -> 1;
            case PROMOTIONAL -> 2;
            case PURCHASED -> 3;
        };
    }

    private static GrantSource source(int code) {
        return switch (code) {
            case 1 -> GrantSource.ALLOWANCE;
            case 2 -> GrantSource.PROMOTIONAL;
            case 3 -> GrantSource.PURCHASED;
            default -> throw new IllegalStateException("a grant is stored with source " + code);
        };
    }

    private static int code(SubscriptionStatus status) {
        return switch (status) {
            case ACTIVE -> 1;
            case CANCELLING -> 2;
            case SUSPENDED -> 3;
            case ENDED -> 4;
        };
    }

    private static SubscriptionStatus status(int code) {
        return switch (code) {
            case 1 -> SubscriptionStatus.ACTIVE;
            case 2 -> SubscriptionStatus.CANCELLING;
            case 3 -> SubscriptionStatus.SUSPENDED;
            case 4 -> SubscriptionStatus.ENDED;
            default -> throw new IllegalStateException("a subscription is stored with status " + code);
        };
    }
}
