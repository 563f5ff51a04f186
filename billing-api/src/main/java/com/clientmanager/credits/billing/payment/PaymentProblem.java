package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.web.ProblemBody;
import com.clientmanager.credits.billing.web.ProblemCode;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The body of a 402: RFC 9457 with the provider's `reason` and, where one was tried, the failed `payment`. */
@Schema(name = "PaymentDeclined")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentProblem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        String reason,
        @Nullable PaymentJson payment) {

    static PaymentProblem of(DeclineReason reason, @Nullable Payment payment) {
        ProblemCode code = ProblemCode.PAYMENT_DECLINED;
        return new PaymentProblem(
                code.type(),
                code.title(),
                code.status(),
                code.name(),
                reason.message(),
                reason.code(),
                payment == null ? null : PaymentJson.of(payment));
    }

    /** Answers what could not even be tried. */
    public static class Mapper {
        @ServerExceptionMapper
        public Response declined(PaymentDeclined declined) {
            return Response.status(ProblemCode.PAYMENT_DECLINED.status())
                    .type(ProblemBody.MEDIA_TYPE)
                    .entity(PaymentProblem.of(declined.reason(), declined.payment()))
                    .build();
        }
    }
}
