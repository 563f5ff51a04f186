package com.clientmanager.credits.billing.web;

import com.clientmanager.credits.billing.sql.SqlFailed;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Maps every exception that ends a request to a problem, without internal details. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return ProblemBody.response(problem.code(), problem.detail(), problem.field());
    }

    @ServerExceptionMapper(priority = 1)
    public Response unauthorized(UnauthorizedException unused) {
        return ProblemBody.response(ProblemCode.TOKEN_MISSING, "A valid bearer token is needed.", null);
    }

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = 1)
    public Response unauthenticated(AuthenticationFailedException unused) {
        return ProblemBody.response(ProblemCode.TOKEN_INVALID, "The token is not valid here or no longer.", null);
    }

    @ServerExceptionMapper(priority = 1)
    public Response forbidden(ForbiddenException unused) {
        return ProblemBody.response(ProblemCode.FORBIDDEN, "Your role does not include this.", null);
    }

    /** Both named: the framework brings a mapper of its own for the second, which would win. */
    @ServerExceptionMapper(
            value = {JsonProcessingException.class, MismatchedInputException.class},
            priority = 1)
    public Response unreadable(JsonProcessingException unreadable) {
        String field = unreadable instanceof JsonMappingException mapping ? fieldOf(mapping) : null;
        if (field != null) {
            return ProblemBody.response(ProblemCode.INVALID_FIELD, reasonOf(unreadable, field), field);
        }
        return ProblemBody.response(ProblemCode.INVALID_REQUEST, "The body is not the JSON expected here.", null);
    }

    @ServerExceptionMapper(priority = 1)
    public Response invalid(ConstraintViolationException invalid) {
        ConstraintViolation<?> first =
                invalid.getConstraintViolations().iterator().next();
        String field = null;
        for (Path.Node node : first.getPropertyPath()) {
            field = node.getName();
        }
        return ProblemBody.response(ProblemCode.INVALID_FIELD, first.getMessage(), field);
    }

    @ServerExceptionMapper
    public Response outage(SqlFailed failed) {
        if (failed.isUnstorableText()) {
            return ProblemBody.response(
                    ProblemCode.INVALID_REQUEST,
                    "The request holds a character that no text may hold, such as NUL.",
                    null);
        }
        LOG.error("The database refused or is away", failed);
        return failed.isOutage()
                ? ProblemBody.response(ProblemCode.UNAVAILABLE, "The figures cannot be read at this moment.", null)
                : ProblemBody.response(ProblemCode.INTERNAL, "The request was not carried out.", null);
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException thrown) {
        if (thrown.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable);
        }
        int status = thrown.getResponse().getStatus();
        if (status < 400) {
            return thrown.getResponse();
        }
        ProblemCode code = ProblemCode.ofStatus(status);
        return ProblemBody.response(code, code.title() + ".", null);
    }

    /** What the framework throws while it reads a form or a header is the caller's; anything of ours is not. */
    @ServerExceptionMapper
    public Response unreadable(IllegalArgumentException thrown) {
        StackTraceElement[] from = thrown.getStackTrace();
        if (from.length > 0 && from[0].getClassName().startsWith("org.jboss.resteasy.reactive.")) {
            return ProblemBody.response(ProblemCode.INVALID_REQUEST, "The request cannot be read.", null);
        }
        return anything(thrown);
    }

    @ServerExceptionMapper
    public Response anything(Throwable thrown) {
        LOG.error("A request failed", thrown);
        return ProblemBody.response(ProblemCode.INTERNAL, "The request was not carried out.", null);
    }

    private static @Nullable String fieldOf(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .reduce((outer, inner) -> inner)
                .orElse(null);
    }

    private static String reasonOf(JsonProcessingException unreadable, String field) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return "The field " + field + " is not what is expected here.";
    }
}
