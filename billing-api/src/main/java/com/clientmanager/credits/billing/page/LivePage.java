package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.stream.BalanceStream;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tells an open page each time its account's balance has changed, and every few seconds how fresh the figures are. */
@Path("/billing/live")
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE})
public class LivePage {
    private static final Duration PULSE = Duration.ofSeconds(5);
    /** Then the browser connects again by itself, and its session is checked anew. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Readers readers;
    private final Facts facts;
    private final BalanceStream changes;
    private final Clock clock;

    LivePage(Readers readers, Facts facts, BalanceStream changes, Clock clock) {
        this.clock = clock;
        this.readers = readers;
        this.facts = facts;
        this.changes = changes;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> follow(@Context Sse sse) {
        Reader reader = readers.reader();
        Multi<OutboundSseEvent> moved = changes.of(reader.account())
                .map(balance -> sse.newEvent("balance", String.valueOf(balance.ledgerSeq())));
        Multi<OutboundSseEvent> pulse =
                Multi.createFrom().ticks().every(PULSE).onOverflow().drop().map(tick -> pulse(sse, reader));
        return Multi.createBy().merging().streams(moved, pulse).select().first(LONGEST);
    }

    private OutboundSseEvent pulse(Sse sse, Reader reader) {
        Freshness fresh = Freshness.of(facts.balance(reader.account()).currentTo(), clock.instant(), reader.figures());
        return sse.newEvent(fresh.late() ? "late" : "pulse", Objects.requireNonNullElse(fresh.time(), ""));
    }
}
