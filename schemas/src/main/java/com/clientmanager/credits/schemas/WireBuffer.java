package com.clientmanager.credits.schemas;

import java.io.ByteArrayOutputStream;

/** A growing buffer that begins each record with the wire format's header; not for sharing between threads. */
final class WireBuffer extends ByteArrayOutputStream {
    WireBuffer() {
        super(512);
    }

    void start(int schemaId) {
        reset();
        write(0);
        write(schemaId >>> 24);
        write(schemaId >>> 16);
        write(schemaId >>> 8);
        write(schemaId);
    }
}
