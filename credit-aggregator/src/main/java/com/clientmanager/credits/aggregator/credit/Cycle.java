package com.clientmanager.credits.aggregator.credit;

import java.time.Instant;

/** The half-open window [start, end) for which a plan's included credits are given; numbered from 0 (R12). */
public record Cycle(long number, Instant start, Instant end) {
    public boolean contains(Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }
}
