package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.web.IfMatch;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;

/** Cancels a package at the end of its cycle and takes that back until then (R17). */
@ApplicationScoped
public class CancelSubscription {
    private final Standings standings;
    private final ScheduleChange changes;
    private final LeftAtEnd left;

    CancelSubscription(Standings standings, ScheduleChange changes, LeftAtEnd left) {
        this.standings = standings;
        this.changes = changes;
        this.left = left;
    }

    /**
     * What a cancellation loses and keeps, as of now.
     *
     * @param endsAt end of the running cycle
     * @param endsOn that instant's local date in the account's zone
     * @param lost included credits that are left now and expire at the end of the cycle
     * @param kept bought and promotional credits that stay
     */
    public record Preview(String plan, Instant endsAt, LocalDate endsOn, Credits lost, Credits kept) {}

    /**
     * What a cancellation would lose and keep.
     *
     * @throws Problem UNAVAILABLE while the running cycle is not known
     */
    public Preview preview(String account) {
        Standing standing = standings.require(account);
        LeftAtEnd.Split split = left.split(account);
        return new Preview(
                standing.plan(),
                standing.cycleEnd(),
                standing.cycleEnd().atZone(standing.zone()).toLocalDate(),
                split.allowance(),
                split.rest());
    }

    /**
     * Cancels; the key names this cancellation for all time.
     *
     * @throws Problem CONFLICT when it is cancelled or has ended already; ETAG_MISMATCH
     */
    @Transactional
    public Preview cancel(String account, String key, String by, IfMatch ifMatch) {
        Standing standing = standings.hold(account, ifMatch);
        if (standing.status().equals("CANCELLING") || standing.status().equals("ENDED")) {
            throw ChangeRules.conflict("The package is cancelled already.");
        }
        changes.cancel(standing, "cancel:" + standing.subscription() + ":" + key, by);
        return preview(account);
    }

    /**
     * Takes the cancellation back.
     *
     * @throws Problem CONFLICT when it is not cancelled, or has ended; ETAG_MISMATCH
     */
    @Transactional
    public void withdraw(String account, String key, String by, IfMatch ifMatch) {
        Standing standing = standings.hold(account, ifMatch);
        if (!standing.status().equals("CANCELLING")) {
            throw ChangeRules.conflict(
                    standing.status().equals("ENDED") ? "The package has ended." : "The package is not cancelled.");
        }
        changes.withdrawCancellation(standing, "uncancel:" + standing.subscription() + ":" + key, by);
    }
}
