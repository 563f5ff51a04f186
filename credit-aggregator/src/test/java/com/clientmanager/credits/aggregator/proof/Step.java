package com.clientmanager.credits.aggregator.proof;

import java.time.Instant;

/** A fact about an account and the broker's append time of it. */
public record Step(Instant at, String account, Fact fact) {}
