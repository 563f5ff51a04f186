package com.clientmanager.credits.billing.signin;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Slows down guessing: after ten failures for a name within five minutes, further attempts for it wait. */
@ApplicationScoped
class SignInAttempts {
    private static final int ALLOWED = 10;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int REMEMBERED_NAMES = 10_000;

    private final Clock clock = Clock.systemUTC();
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > REMEMBERED_NAMES;
        }
    };

    synchronized boolean mustWait(String login) {
        Deque<Instant> recent = failures.get(login);
        if (recent == null) {
            return false;
        }
        Instant oldest = clock.instant().minus(WINDOW);
        while (!recent.isEmpty() && recent.peekFirst().isBefore(oldest)) {
            recent.removeFirst();
        }
        return recent.size() >= ALLOWED;
    }

    synchronized void failed(String login) {
        failures.computeIfAbsent(login, name -> new ArrayDeque<>()).addLast(clock.instant());
    }

    synchronized void succeeded(String login) {
        failures.remove(login);
    }
}
