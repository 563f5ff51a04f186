package com.clientmanager.credits.billing.signin;

import com.clientmanager.credits.billing.security.SignedIn;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;

/**
 * The cookie that holds a person's session token.
 *
 * <p>It is sent to the pages only (`Path=/billing`), so that the JSON API never takes it for a bearer token and needs
 * no defence against forged forms. Lax rather than Strict: a person coming from an e-mail's link stays signed in.
 */
final class SessionCookie {
    static final String NAME = SignedIn.SESSION_COOKIE;
    static final String PATH = "/billing";

    private SessionCookie() {}

    static NewCookie holding(String token, Duration lifetime, boolean secure) {
        return cookie(token, Math.toIntExact(lifetime.toSeconds()), secure);
    }

    static NewCookie gone(boolean secure) {
        return cookie("", 0, secure);
    }

    /** Whether the browser must be told to send the cookie over TLS only. */
    static boolean isSecure(UriInfo uri) {
        return "https".equals(uri.getRequestUri().getScheme());
    }

    private static NewCookie cookie(String value, int maxAgeSeconds, boolean secure) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path(PATH)
                .maxAge(maxAgeSeconds)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
