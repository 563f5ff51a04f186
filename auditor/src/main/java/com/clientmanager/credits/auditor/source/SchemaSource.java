package com.clientmanager.credits.auditor.source;

import org.apache.avro.Schema;

/** The writers' schemas by their id. */
public interface SchemaSource {
    /**
     * The schema with an id.
     *
     * @throws UnreadableException when there is none, or it is not Avro
     * @throws IllegalStateException when it cannot be asked for now
     */
    Schema byId(int id);
}
