package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.Rejection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a call of which at least one event is in the log, and to an empty batch. */
@Schema(description = "What became of the events of a call")
public record Receipt(
        @Schema(description = "Events that all in-sync replicas of the log have")
        int accepted,

        @Schema(description = "Events that were not accepted, and why")
        List<Rejection> rejected) {}
