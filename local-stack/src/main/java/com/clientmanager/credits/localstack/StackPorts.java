package com.clientmanager.credits.localstack;

/** The TCP ports of a stack on the loopback address; the controller's is the broker's own business. */
public record StackPorts(int kafka, int controller, int registry, int postgres) {

    /** Four ports that nobody uses now. */
    public static StackPorts free() {
        return new StackPorts(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }
}
