package com.clientmanager.credits.billing.page;

/** Why a form could not be carried out, and what to do. A card is at fault where another one may help. */
public record FormProblem(String title, String detail, boolean cardAtFault) {}
