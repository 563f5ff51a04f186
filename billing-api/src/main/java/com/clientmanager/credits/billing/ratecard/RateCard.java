package com.clientmanager.credits.billing.ratecard;

import java.time.Instant;
import java.util.List;

/**
 * The prices that hold for events of an instant; a plan's own price stands beside the general one and wins for its
 * accounts (R5).
 */
public record RateCard(Instant at, List<PriceView> prices) {}
