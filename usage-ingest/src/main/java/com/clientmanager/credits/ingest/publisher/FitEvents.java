package com.clientmanager.credits.ingest.publisher;

import com.clientmanager.credits.ingest.publisher.PublishFailed.Reason;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageLimits.Violation;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Separates the events that the log may hold from those that every reader would reject (R4). */
final class FitEvents {
    private FitEvents() {}

    /**
     * Adds the fit ones among {@code events} to {@code fit}; the answer is about the first that is not, null if all
     * are.
     */
    static @Nullable PublishFailed select(List<UsageRecorded> events, List<UsageRecorded> fit) {
        PublishFailed first = null;
        for (int index = 0; index < events.size(); index++) {
            UsageRecorded event = events.get(index);
            String fault = fault(event);
            if (fault == null) {
                fit.add(event);
            } else if (first == null) {
                first = new PublishFailed(Reason.UNFIT_EVENT, "event " + index + ": " + fault, null);
            }
        }
        return first;
    }

    private static @Nullable String fault(@Nullable UsageRecorded event) {
        if (event == null) {
            return "FIELD_INVALID: the event must not be null";
        }
        Violation violation = UsageLimits.firstViolation(event);
        if (violation == null) {
            violation = UsageLimits.reserved(event.getAction());
        }
        if (violation != null) {
            return violation.code() + " " + violation.field() + ": " + violation.detail();
        }
        return event.getQuantity() > 0 ? null : "QUANTITY_NOT_POSITIVE quantity: quantity must be more than 0";
    }
}
