package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.RefusalCode;
import com.clientmanager.credits.ingest.cloudevent.Rejection;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An RFC 9457 problem: what every call that fails is answered, whether our code or the framework refused it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "code", "field", "detail", "rejected"})
@Schema(description = "Why the call failed (RFC 9457)")
public record Problem(
        String type,
        String title,
        int status,
        RefusalCode code,
        @Nullable String field,
        String detail,
        @Nullable List<Rejection> rejected) {
    static final String MEDIA_TYPE = "application/problem+json";
    static final MediaType JSON = MediaType.valueOf(MEDIA_TYPE);

    /** There is one address, and it takes one method. */
    static final String ALLOWED = "OPTIONS, POST";

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int RETRY_AFTER_BUSY_SECONDS = 1;
    private static final int RETRY_AFTER_OUTAGE_SECONDS = 5;

    static Problem of(RefusalCode code, String detail) {
        return new Problem(type(code), code.title(), code.status(), code, null, detail, null);
    }

    /** Nothing of the call was accepted: one event, which there must be, gives its own code; several give another. */
    static Problem of(List<Rejection> rejected) {
        Rejection first = rejected.getFirst();
        RefusalCode code = rejected.size() == 1 ? first.code() : RefusalCode.NOTHING_ACCEPTED;
        String detail = rejected.size() == 1 ? first.detail() : "none of the events in the call was accepted";
        return new Problem(
                type(code),
                code.title(),
                code.status(),
                code,
                rejected.size() == 1 ? first.field() : null,
                detail,
                rejected);
    }

    Response response() {
        Response.ResponseBuilder builder = Response.status(status).type(JSON).entity(this);
        if (status == 401) {
            builder.header("WWW-Authenticate", "Bearer");
        }
        if (status == METHOD_NOT_ALLOWED) {
            builder.header("Allow", ALLOWED);
        }
        Integer retryAfterSeconds = retryAfterSeconds(code);
        if (retryAfterSeconds != null) {
            builder.header("Retry-After", retryAfterSeconds);
        }
        return builder.build();
    }

    private static @Nullable Integer retryAfterSeconds(RefusalCode code) {
        return switch (code.status()) {
            case 429 -> RETRY_AFTER_BUSY_SECONDS;
            case 503 -> RETRY_AFTER_OUTAGE_SECONDS;
            default -> null;
        };
    }

    private static String type(RefusalCode code) {
        return "urn:clientmanager:credits:problem:" + code;
    }
}
