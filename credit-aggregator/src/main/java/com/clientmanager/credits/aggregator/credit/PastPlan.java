package com.clientmanager.credits.aggregator.credit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A plan, or none, that was in force before a time (exclusive); late usage is priced by it (R5). */
public record PastPlan(@Nullable String plan, Instant until) {}
