package com.clientmanager.credits.billing.page;

import org.jspecify.annotations.Nullable;

/**
 * Why a form could not be carried out, and what to do; cardAddress is where another card is chosen, where one may help,
 * else null.
 */
public record FormProblem(
        String title, String detail, @Nullable String cardAddress) {}
