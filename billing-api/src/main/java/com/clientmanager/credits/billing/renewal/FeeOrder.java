package com.clientmanager.credits.billing.renewal;

import java.time.Instant;

/** What a renewal's payment pays: one cycle of one subscription. */
record FeeOrder(String subscription, long cycle, String plan, Instant cycleStart, Instant cycleEnd) {}
