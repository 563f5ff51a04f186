package com.clientmanager.credits.aggregator.credit;

/** How much of a ledger entry one grant paid or got back; the amount is more than 0 (R8). */
public record Allocation(String grant, GrantSource source, Credits amount) {}
