package com.clientmanager.credits.aggregator.credit;

/** What can happen to an account: usage, or an order about it. */
public sealed interface AccountEvent permits Usage, AccountCommand {}
