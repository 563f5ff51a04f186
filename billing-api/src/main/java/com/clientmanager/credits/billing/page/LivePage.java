package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.security.Roles;
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
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tells an open page each time its account's balance has changed, and every few seconds how fresh the figures are. */
@Path("/billing/live")
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE})
public class LivePage {
    private static final Duration PULSE = Duration.ofSeconds(5);
    private final Readers readers;
    private final Facts facts;

    LivePage(Readers readers, Facts facts) {
        this.readers = readers;
        this.facts = facts;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> follow(@Context Sse sse) {
        Reader reader = readers.reader();
        return Multi.createFrom()
                .ticks()
                .every(PULSE)
                .map(tick -> sse.newEvent(
                        "pulse",
                        reader.figures().time(facts.balance(reader.account()).currentTo())));
    }
}
