package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.orders.SubscriptionOrders;
import com.clientmanager.credits.billing.web.IfMatch;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** Cancels a package at the end of its cycle and takes that back until then (R17). */
@ApplicationScoped
public class CancelSubscription {
    private final Standings standings;
    private final ScheduleChange changes;
    private final SubscriptionOrders orders;
    private final LeftAtEnd left;
    private final Clock clock;

    CancelSubscription(
            Standings standings, ScheduleChange changes, SubscriptionOrders orders, LeftAtEnd left, Clock clock) {
        this.orders = orders;
        this.clock = clock;
        this.standings = standings;
        this.changes = changes;
        this.left = left;
    }

    /**
     * What a cancellation loses and keeps, as of now.
     *
     * @param endsAt end of the running cycle; now for a suspended package, which ends at once (decision 0009)
     * @param endsOn that instant's local date in the account's zone
     * @param atOnce it is suspended and ends now
     * @param lost included credits that are left now and expire at the end of the cycle
     * @param kept bought and promotional credits that stay
     */
    public record Preview(String plan, Instant endsAt, LocalDate endsOn, boolean atOnce, Credits lost, Credits kept) {}

    /**
     * What a cancellation would lose and keep.
     *
     * @throws Problem UNAVAILABLE while the running cycle is not known
     */
    public Preview preview(String account) {
        return preview(standings.require(account));
    }

    private Preview preview(Standing standing) {
        Instant endsAt = standing.status().equals("SUSPENDED") ? clock.instant() : standing.cycleEnd();
        LeftAtEnd.Split split = left.split(standing.account());
        return new Preview(
                standing.plan(),
                endsAt,
                endsAt.atZone(standing.zone()).toLocalDate(),
                standing.status().equals("SUSPENDED"),
                split.allowance(),
                split.rest());
    }

    /**
     * Cancels; the key names this cancellation for all time.
     *
     * @throws Problem CONFLICT when it is cancelled or has ended already, or an upgrade is being carried out;
     *     ETAG_MISMATCH
     */
    @Transactional
    public Preview cancel(String account, String key, String by, IfMatch ifMatch) {
        Standing standing = standings.hold(account);
        String command = "cancel:" + standing.subscription() + ":" + key;
        if (orders.sent(command)) {
            return preview(standing); // the same form, sent twice
        }
        standings.decidedOn(account, ifMatch);
        ChangeRules.mayCancel(standing, clock.instant());
        changes.cancel(standing, command, by);
        return preview(standing);
    }

    /**
     * Takes the cancellation back.
     *
     * @throws Problem CONFLICT when it is not cancelled, or has ended; ETAG_MISMATCH
     */
    @Transactional
    public void withdraw(String account, String key, String by, IfMatch ifMatch) {
        Standing standing = standings.hold(account);
        String command = "uncancel:" + standing.subscription() + ":" + key;
        if (orders.sent(command)) {
            return;
        }
        standings.decidedOn(account, ifMatch);
        ChangeRules.mayKeep(standing);
        changes.withdrawCancellation(standing, command, by);
    }
}
