package com.clientmanager.credits.billing.projection;

/**
 * Another instance projects the same partitions since this one's connection broke; this one starts over as a follower.
 */
final class ProjectionOvertaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectionOvertaken(String partition) {
        super("another instance has projected " + partition + " meanwhile");
    }
}
