package com.clientmanager.credits.ingest.cloudevent;

import org.jspecify.annotations.Nullable;

/**
 * Why one event of a call was not accepted.
 *
 * @param index place of the event in the call, from 0
 * @param id the event's id, where it could be read
 * @param field the field at fault, for example data.quantity; null when the event as a whole is
 * @param detail one sentence for the developer of the producing service
 */
public record Rejection(
        int index,
        @Nullable String id,
        RefusalCode code,
        @Nullable String field,
        String detail) {}
