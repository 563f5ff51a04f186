package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.ProblemCode;
import com.clientmanager.credits.ingest.cloudevent.Rejection;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An RFC 9457 problem: the body of every error response, whether our code or the framework rejected the request. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "code", "field", "detail", "rejected"})
@Schema(description = "Why the request failed (RFC 9457)")
public record Problem(
        String type,
        String title,
        int status,
        ProblemCode code,
        @Nullable String field,
        String detail,
        @Nullable List<Rejection> rejected) {
    static final String MEDIA_TYPE = "application/problem+json";
    static final MediaType JSON = MediaType.valueOf(MEDIA_TYPE);

    /** The service has one endpoint with one method. */
    static final String ALLOWED = "OPTIONS, POST";

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int BUSY_RETRY_AFTER_SECONDS = 1;
    private static final int OUTAGE_RETRY_AFTER_SECONDS = 5;

    static Problem of(ProblemCode code, String detail) {
        return new Problem(type(code), code.title(), code.status(), code, null, detail, null);
    }

    /**
     * No event was accepted: a single rejection provides its own code, several give NOTHING_ACCEPTED. Not for an empty
     * list.
     */
    static Problem of(List<Rejection> rejected) {
        Rejection first = rejected.getFirst();
        ProblemCode code = rejected.size() == 1 ? first.code() : ProblemCode.NOTHING_ACCEPTED;
        String detail = rejected.size() == 1 ? first.detail() : "no event of the request was accepted";
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

    private static @Nullable Integer retryAfterSeconds(ProblemCode code) {
        return switch (code.status()) {
            case 429 -> BUSY_RETRY_AFTER_SECONDS;
            case 503 -> OUTAGE_RETRY_AFTER_SECONDS;
            default -> null;
        };
    }

    private static String type(ProblemCode code) {
        return "urn:clientmanager:credits:problem:" + code;
    }
}
