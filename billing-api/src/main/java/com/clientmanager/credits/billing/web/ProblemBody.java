package com.clientmanager.credits.billing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an error looks like on the wire: RFC 9457 with a stable `code` and the `field` at fault. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem", description = "RFC 9457 problem details.")
public record ProblemBody(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable String field) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Codes after which the same request may be sent again. */
    private static final Set<ProblemCode> RETRIED =
            Set.of(ProblemCode.TOO_MANY_REQUESTS, ProblemCode.UNAVAILABLE, ProblemCode.REQUEST_IN_PROGRESS);

    public static ProblemBody of(ProblemCode code, String detail, @Nullable String field) {
        return new ProblemBody(code.type(), code.title(), code.status(), code.name(), detail, field);
    }

    public static Response response(ProblemCode code, String detail, @Nullable String field) {
        Response.ResponseBuilder answer = Response.status(code.status())
                .type(MediaType.valueOf(MEDIA_TYPE))
                .entity(of(code, detail, field));
        if (code == ProblemCode.TOKEN_MISSING || code == ProblemCode.TOKEN_INVALID) {
            answer.header("WWW-Authenticate", "Bearer");
        }
        if (RETRIED.contains(code)) {
            answer.header("Retry-After", 1);
        }
        return answer.build();
    }
}
