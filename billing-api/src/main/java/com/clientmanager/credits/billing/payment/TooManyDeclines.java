package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.web.ProblemBody;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Refuses an attempt to pay, or to add a card, after too many declined ones: 429, and how long until the next one may
 * be made.
 */
public final class TooManyDeclines extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final long MINUTE = 60;
    private final long seconds;

    TooManyDeclines(Duration wait) {
        super("too many declined attempts, the next one may be made in " + wait);
        this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /** A sentence for the customer. */
    public String detail() {
        long minutes = (seconds + MINUTE - 1) / MINUTE;
        String when = seconds < MINUTE ? seconds + (seconds == 1 ? " second" : " seconds") : minutes + " minutes";
        return "Too many payments or cards were declined within a few minutes, so nothing was charged"
                + " and no card was changed. Try again in "
                + (minutes == 1 && seconds >= MINUTE ? "1 minute" : when) + ", best with another card.";
    }

    /** Answers it. */
    public static class Mapper {
        @ServerExceptionMapper
        public Response refused(TooManyDeclines refused) {
            Response answer = ProblemBody.response(ProblemCode.TOO_MANY_DECLINES, refused.detail(), null);
            return Response.fromResponse(answer)
                    .header("Retry-After", refused.seconds)
                    .build();
        }
    }
}
