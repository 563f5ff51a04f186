package com.clientmanager.credits.aggregator.proof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A price version known from the beginning; decimal credits a unit. */
public record PriceLine(
        String version,
        String action,
        String unit,
        Instant from,
        @Nullable String plan) {}
