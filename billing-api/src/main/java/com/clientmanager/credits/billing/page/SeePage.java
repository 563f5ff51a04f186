package com.clientmanager.credits.billing.page;

import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Ends a form with a redirect, so that reloading the next page repeats nothing. */
final class SeePage {
    private SeePage() {}

    static Response at(String address) {
        return Response.seeOther(URI.create(address)).build();
    }
}
