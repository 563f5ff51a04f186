package com.clientmanager.credits.billing.web;

import com.clientmanager.credits.billing.security.SignedIn;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the requests a token may make in a second, with a burst of twice that, on this instance: programs' bearer
 * tokens and, with a limit of their own, the sessions of people's pages. Keyed by the token's bytes, so that it costs
 * nothing to ask and one noisy caller does not slow another; requests without a token are refused further on anyway.
 */
public class RateLimit {
    private static final int MOST_CALLERS = 20_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MOST_SAVED = 2 * SECOND;
    /** What a request costs of a second. */
    private final long callCost;

    private final long pageCost;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimit(
            @ConfigProperty(name = "credits.requests-per-second") int perSecond,
            @ConfigProperty(name = "credits.page-requests-per-second") int pagesPerSecond) {
        this.callCost = SECOND / perSecond;
        this.pageCost = SECOND / pagesPerSecond;
    }

    @ServerRequestFilter(priority = 100)
    public @Nullable Response limit(ContainerRequestContext request, HttpServerRequest connection) {
        String session = session(request, connection);
        String token = session == null ? bearer(request) : session;
        if (token == null) {
            return null;
        }
        if (buckets.size() > MOST_CALLERS) {
            buckets.clear();
        }
        boolean allowed =
                buckets.computeIfAbsent(token, unused -> new Bucket()).take(session == null ? callCost : pageCost);
        return allowed
                ? null
                : ProblemBody.response(ProblemCode.TOO_MANY_REQUESTS, "Rate limit exceeded for this token.", null);
    }

    /**
     * The cookie that signs this request in, found as the sign-in finds it: whatever else is sent along changes no
     * caller.
     */
    private static @Nullable String session(ContainerRequestContext request, HttpServerRequest connection) {
        if (!request.getUriInfo().getPath().startsWith("/billing")) {
            return null;
        }
        Cookie cookie = connection.getCookie(SignedIn.SESSION_COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    private static @Nullable String bearer(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return header == null ? null : header.substring(header.lastIndexOf(' ') + 1);
    }

    /** Saves up the time that passes, and spends it. */
    private static final class Bucket {
        private long saved = MOST_SAVED;
        private long countedAt = System.nanoTime();

        synchronized boolean take(long cost) {
            long now = System.nanoTime();
            saved = Math.min(MOST_SAVED, saved + (now - countedAt));
            countedAt = now;
            if (saved < cost) {
                return false;
            }
            saved -= cost;
            return true;
        }
    }
}
