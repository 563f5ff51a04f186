package com.clientmanager.credits.auditor.plant;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** Schemas for topics that may hold no record yet to take one from. */
final class SampleSchemas {
    private static final String NAMESPACE = "com.clientmanager.credits.schemas";

    private SampleSchemas() {}

    /** The newest on the topic, else what every version of it has. */
    static Schema rejection(FaultContext context) {
        try {
            return context.last(context.names.rejected(), fields -> true)
                    .record()
                    .getSchema();
        } catch (CannotPlantException e) {
            return SchemaBuilder.record("UsageRejected")
                    .namespace(NAMESPACE)
                    .fields()
                    .requiredString("rejectionId")
                    .optionalString("account")
                    .requiredString("reason")
                    .requiredString("detail")
                    .requiredString("topic")
                    .requiredInt("partition")
                    .requiredLong("offset")
                    .requiredLong("appendedAt")
                    .optionalBytes("key")
                    .optionalBytes("value")
                    .endRecord();
        }
    }
}
