package com.clientmanager.credits.billing.stream;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.balance.BalanceView;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.security.SignedIn;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The balance as it moves. */
@Path("/v1/accounts/{account}/stream")
public class StreamResource {
    private static final Duration PULSE = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofHours(1);
    private final Accounts accounts;
    private final BalanceStream balances;
    private final SignedIn signedIn;
    private final Clock clock;

    StreamResource(Accounts accounts, BalanceStream balances, SignedIn signedIn, Clock clock) {
        this.accounts = accounts;
        this.balances = balances;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
    @Operation(
            operationId = "stream",
            summary = "Server-sent events: the balance now and each time it changes",
            description = "Event `balance` with the balance as JSON and the ledger number as id; event `pulse` with the"
                    + " time every 15 s."
                    + " Ends with the token or after an hour; the browser connects again by itself.")
    public Multi<OutboundSseEvent> stream(@PathParam("account") String account, @Context Sse sse) {
        accounts.require(account);
        Multi<OutboundSseEvent> changes = balances.of(account).map(balance -> event(sse, balance));
        Multi<OutboundSseEvent> pulses = Multi.createFrom()
                .ticks()
                .every(PULSE)
                .onOverflow()
                .drop()
                .map(unused -> sse.newEventBuilder()
                        .name("pulse")
                        .data(clock.instant().toString())
                        .build());
        return Multi.createBy().merging().streams(changes, pulses).select().first(life());
    }

    private Duration life() {
        Instant now = clock.instant();
        return signedIn.expiresAt()
                .map(end -> Duration.between(now, end))
                .filter(left -> left.compareTo(LONGEST) < 0 && left.isPositive())
                .orElse(LONGEST);
    }

    private static OutboundSseEvent event(Sse sse, BalanceView balance) {
        return sse.newEventBuilder()
                .name("balance")
                .id(balance.ledgerSeq() == null ? "0" : balance.ledgerSeq().toString())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(BalanceView.class, balance)
                .build();
    }
}
