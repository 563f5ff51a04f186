package com.clientmanager.credits.localstack;

/** The TCP ports of a stack on the loopback address; the controller port is internal to the broker. */
public record StackPorts(int kafka, int controller, int registry, int postgres) {

    /** Four ports that are currently free. */
    public static StackPorts free() {
        return new StackPorts(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }
}
