package com.clientmanager.credits.billing.http;

import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Looks at every request before anything else does: mends what has one meaning, refuses what cannot be read. */
@ApplicationScoped
class CheckRequests {
    private static final int FIRST = -100_000;
    private static final int MAX_TARGET_LENGTH = 4_000;
    private static final int MAX_HEADERS_LENGTH = 20_000;
    private static final int PERMANENT_REDIRECT = 308;

    private final EarlyAnswer answer;
    private final long maxBodySize;
    private final boolean companySignIn;

    CheckRequests(
            EarlyAnswer answer,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean companySignIn) {
        this.answer = answer;
        this.maxBodySize = maxBodySize.asLongValue();
        this.companySignIn = companySignIn;
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::check);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        try {
            boolean withoutHost = request.version() == HttpVersion.HTTP_1_0 && request.getHeader("Host") == null;
            if (withoutHost) {
                request.headers().set("Host", address(request.localAddress()));
            }
            refuseUnreadable(request);
            mendLanguages(request);
            if (goesElsewhere(context)) {
                return;
            }
            if (withoutHost) {
                // The address of the request was made without a host before; this has it made again.
                context.reroute(request.method(), request.uri());
            } else {
                context.next();
            }
        } catch (Problem problem) {
            answer.end(context, problem);
        }
    }

    private void refuseUnreadable(HttpServerRequest request) {
        if (request.uri().length() > MAX_TARGET_LENGTH) {
            throw Problem.of(ProblemCode.ADDRESS_TOO_LONG, "An address has at most 4,000 characters.");
        }
        int size = request.headers().entries().stream()
                .mapToInt(each -> each.getKey().length() + each.getValue().length())
                .sum();
        if (size > MAX_HEADERS_LENGTH) {
            throw Problem.of(ProblemCode.HEADERS_TOO_LARGE, "All headers together have at most 20,000 characters.");
        }
        RequestTarget target = new RequestTarget(new RequestTarget(request.uri()).encoded());
        target.check();
        new BodyHeaders(request).check(maxBodySize);
    }

    private static void mendLanguages(HttpServerRequest request) {
        String asked = request.getHeader("Accept-Language");
        if (asked != null) {
            String readable = Languages.readable(asked);
            if (readable.isEmpty()) {
                request.headers().remove("Accept-Language");
            } else {
                request.headers().set("Accept-Language", readable);
            }
        }
    }

    /**
     * Pages have one address each: links to another spelling of it are led there. Raw characters are taken as encoded
     * ones.
     */
    private boolean goesElsewhere(RoutingContext context) {
        HttpServerRequest request = context.request();
        String target = request.uri();
        if (!target.startsWith("/")) {
            return false;
        }
        String encoded = new RequestTarget(target).encoded();
        if (PagePaths.isPage(context.normalizedPath())) {
            encoded = canonical(encoded, context.normalizedPath());
            if (!companySignIn && encoded.startsWith("/signin/oidc")) {
                throw Problem.notFound();
            }
        }
        if (encoded.equals(target)) {
            return false;
        }
        boolean reads = HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
        if (reads && !path(encoded).equals(path(target)) && PagePaths.isPage(path(encoded))) {
            context.response()
                    .setStatusCode(PERMANENT_REDIRECT)
                    .putHeader("Location", encoded)
                    .end();
        } else {
            context.reroute(request.method(), encoded);
        }
        return true;
    }

    private static String canonical(String target, String normalizedPath) {
        String path = normalizedPath.replaceAll("/{2,}", "/").replaceAll("/$", "");
        int question = target.indexOf('?');
        return question < 0 ? path : path + target.substring(question);
    }

    private static String path(String target) {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    private static String address(@Nullable SocketAddress local) {
        return local == null || local.hostAddress() == null
                ? "localhost"
                : host(local.hostAddress()) + ":" + local.port();
    }

    private static String host(String address) {
        return address.indexOf(':') < 0 ? address : "[" + address.replaceFirst("%.*", "") + "]";
    }
}
