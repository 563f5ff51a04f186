package com.clientmanager.credits.billing.plan;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.money.Money;

/**
 * A package a customer can be on.
 *
 * @param rank order of the plans; a higher one is an upgrade (R15)
 * @param fee for each cycle
 * @param includedCredits for each cycle
 */
public record Plan(String id, String name, int rank, Money fee, Credits includedCredits) {}
