package com.clientmanager.credits.ingest.publisher;

import com.clientmanager.credits.ingest.publisher.PublishFailedException.Reason;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageLimits.Violation;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Separates valid events from those that every consumer would reject (R4). */
final class EventValidator {
    private EventValidator() {}

    /** Adds the valid ones of {@code events} to {@code valid}; returns the error of the first invalid one, or null. */
    static @Nullable PublishFailedException validate(List<UsageRecorded> events, List<UsageRecorded> valid) {
        PublishFailedException first = null;
        for (int index = 0; index < events.size(); index++) {
            UsageRecorded event = events.get(index);
            String error = error(event);
            if (error == null) {
                valid.add(event);
            } else if (first == null) {
                first = new PublishFailedException(Reason.INVALID_EVENT, "event " + index + ": " + error, null);
            }
        }
        return first;
    }

    private static @Nullable String error(@Nullable UsageRecorded event) {
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
        return event.getQuantity() > 0 ? null : "QUANTITY_NOT_POSITIVE quantity: quantity must be greater than 0";
    }
}
