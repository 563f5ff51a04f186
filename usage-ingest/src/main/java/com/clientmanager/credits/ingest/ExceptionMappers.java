package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.ProblemCode;
import com.clientmanager.credits.ingest.cloudevent.RequestRejectedException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Maps every exception to an RFC 9457 problem: our own, the framework's and unexpected ones. No response contains a
 * stack trace.
 */
public class ExceptionMappers {
    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    private final IngestMetrics metrics;

    ExceptionMappers(IngestMetrics metrics) {
        this.metrics = metrics;
    }

    @ServerExceptionMapper
    Response rejected(RequestRejectedException e) {
        metrics.failed(e.code());
        return Problem.of(e.code(), e.detail()).response();
    }

    @ServerExceptionMapper
    Response missingToken(UnauthorizedException e) {
        return respond(ProblemCode.TOKEN_MISSING);
    }

    @ServerExceptionMapper
    Response invalidToken(AuthenticationFailedException e) {
        return respond(ProblemCode.TOKEN_INVALID);
    }

    @ServerExceptionMapper
    Response missingRole(ForbiddenException e) {
        return respond(ProblemCode.FORBIDDEN);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e) {
        ProblemCode code = codeOf(e.getResponse().getStatus());
        if (code == ProblemCode.INTERNAL) {
            log(code, e);
        }
        return respond(code);
    }

    @ServerExceptionMapper
    Response unexpected(Exception e) {
        log(ProblemCode.INTERNAL, e);
        return respond(ProblemCode.INTERNAL);
    }

    /** The problem code for a status that the framework chose. */
    static ProblemCode codeOf(int status) {
        return switch (status) {
            case 401 -> ProblemCode.TOKEN_MISSING;
            case 403 -> ProblemCode.FORBIDDEN;
            case 404 -> ProblemCode.NOT_FOUND;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 406 -> ProblemCode.NOT_ACCEPTABLE;
            case 413 -> ProblemCode.TOO_LARGE;
            case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ProblemCode.SHUTTING_DOWN;
            default -> status >= 500 ? ProblemCode.INTERNAL : ProblemCode.INVALID_REQUEST;
        };
    }

    /** What the client can do about it. */
    static String hint(ProblemCode code) {
        return switch (code.status()) {
            case 401 -> "send a bearer token that the issuer signed for this audience and that has not expired";
            case 403 -> "the token needs the role usage:write";
            case 404 -> "POST events to /v1/usage-events";
            case 405 -> "send events with POST";
            case 413 -> "send at most 1 MiB and 1,000 events per request";
            case 429 -> "retry the same request after Retry-After, and send fewer events at once";
            case 503 -> "retry the same request after Retry-After; events that were written are not counted twice";
            case 500 ->
                "retry the same request; if it fails again, contact the operators with the time of this response";
            default -> code.title();
        };
    }

    static void log(ProblemCode code, Throwable cause) {
        if (code == ProblemCode.INTERNAL) {
            LOG.error("Unexpected error while handling a request", cause);
        } else {
            LOG.warnf("%s: %s", code, cause.getMessage());
        }
    }

    private Response respond(ProblemCode code) {
        metrics.failed(code);
        return Problem.of(code, hint(code)).response();
    }
}
