package com.clientmanager.credits.billing.plan;

import com.clientmanager.credits.billing.amount.Credits;

/** The first price of an action, before anybody changes it. The unit is what one unit is, for people. */
public record SeedPrice(String id, String name, String unit, Credits creditsPerUnit) {}
