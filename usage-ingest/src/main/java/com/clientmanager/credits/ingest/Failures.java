package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.CallRefused;
import com.clientmanager.credits.ingest.cloudevent.RefusalCode;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure into a problem: ours, the framework's and what nobody thought of. No answer carries a stack trace. */
public class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    private final DoorMetrics metrics;

    Failures(DoorMetrics metrics) {
        this.metrics = metrics;
    }

    @ServerExceptionMapper
    Response refused(CallRefused refused) {
        metrics.failed(refused.code());
        return Problem.of(refused.code(), refused.detail()).response();
    }

    @ServerExceptionMapper
    Response noToken(UnauthorizedException e) {
        return answer(RefusalCode.TOKEN_MISSING);
    }

    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException e) {
        return answer(RefusalCode.TOKEN_INVALID);
    }

    @ServerExceptionMapper
    Response noRole(ForbiddenException e) {
        return answer(RefusalCode.ROLE_MISSING);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e) {
        RefusalCode code = codeOf(e.getResponse().getStatus());
        if (code == RefusalCode.INTERNAL) {
            log(code, e);
        }
        return answer(code);
    }

    @ServerExceptionMapper
    Response unexpected(Exception e) {
        log(RefusalCode.INTERNAL, e);
        return answer(RefusalCode.INTERNAL);
    }

    /** The code of a status that the framework chose. */
    static RefusalCode codeOf(int status) {
        return switch (status) {
            case 401 -> RefusalCode.TOKEN_MISSING;
            case 403 -> RefusalCode.ROLE_MISSING;
            case 404 -> RefusalCode.NOT_FOUND;
            case 405 -> RefusalCode.METHOD_NOT_ALLOWED;
            case 406 -> RefusalCode.NOT_ACCEPTABLE;
            case 413 -> RefusalCode.BODY_TOO_LARGE;
            case 415 -> RefusalCode.MEDIA_TYPE_UNSUPPORTED;
            case 503 -> RefusalCode.SHUTTING_DOWN;
            default -> status >= 500 ? RefusalCode.INTERNAL : RefusalCode.BAD_REQUEST;
        };
    }

    /** What the caller can do about it. */
    static String advice(RefusalCode code) {
        return switch (code.status()) {
            case 401 -> "send a bearer token that is signed by the issuer, meant for this audience and not expired";
            case 403 -> "the token needs the role usage:write";
            case 404 -> "events are posted to /v1/usage-events";
            case 405 -> "events are sent with POST";
            case 413 -> "send at most 1 MiB and 1,000 events in one call";
            case 429 -> "repeat the same call after the time in Retry-After, and send less at once";
            case 503 ->
                "repeat the same call after the time in Retry-After; events that got through are not counted twice";
            case 500 -> "repeat the same call; if it fails again, tell the operators the time of this answer";
            default -> code.title();
        };
    }

    static void log(RefusalCode code, Throwable cause) {
        if (code == RefusalCode.INTERNAL) {
            LOG.error("a call failed unexpectedly", cause);
        } else {
            LOG.warnf("%s: %s", code, cause.getMessage());
        }
    }

    private Response answer(RefusalCode code) {
        metrics.failed(code);
        return Problem.of(code, advice(code)).response();
    }
}
