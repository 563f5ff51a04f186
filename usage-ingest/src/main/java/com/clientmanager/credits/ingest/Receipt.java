package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.Rejection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The 202 response: at least one event was accepted, or the batch was empty. */
@Schema(description = "Outcome of each event of the request")
public record Receipt(
        @Schema(description = "Number of events acknowledged by all in-sync replicas")
        int accepted,

        @Schema(description = "Events that were not accepted, with their reasons")
        List<Rejection> rejected) {}
