package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.ws.rs.FormParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a form was drawn from: it changes only that account, and only while what it showed is still so. */
public final class Drawn {
    @FormParam("account")
    @Nullable
    String account;

    @FormParam("state")
    @Nullable
    String state;

    @FormParam("at")
    @Nullable
    String at;

    @FormParam("due")
    @Nullable
    String due;

    /** The hidden fields of a form: the reader's account and the tag of what is decided on. */
    public record Fields(
            String account,
            String state,
            @Nullable Instant at,
            @Nullable Long due) {
        static Fields of(Reader reader, String state) {
            return new Fields(reader.account(), state, null, null);
        }
    }

    /**
     * Carries the form out.
     *
     * @param present where the state is shown as it is now
     * @param change takes the tag of the state that the form was drawn from
     * @throws StaleForm when it was drawn for another account than the reader's, or from another state
     * @throws Problem INVALID_FIELD when it does not say what it was drawn from
     */
    <T> T decide(Reader reader, String present, Function<String, T> change) {
        if (account == null || state == null) {
            throw Problem.field("state", "This form is out of date. Nothing was changed: open it again.");
        }
        if (!account.equals(reader.account())) {
            throw StaleForm.ofAnotherAccount(reader.accountName());
        }
        try {
            return change.apply(state);
        } catch (Problem refused) {
            if (refused.code() == ProblemCode.ETAG_MISMATCH) {
                throw StaleForm.ofAnotherState(present);
            }
            throw refused;
        }
    }

    /** When the price shown was computed, or null where the form names none. */
    @Nullable
    Instant at() {
        try {
            return at == null ? null : Instant.parse(at);
        } catch (DateTimeException unreadable) {
            throw Problem.field("at", "This form is out of date. Nothing was changed: open it again.");
        }
    }

    /** The price shown, in minor units; -1, which no price is, where it cannot be read. */
    long due() {
        return due != null && due.matches("[0-9]{1,15}") ? Long.parseLong(due) : -1;
    }
}
