package com.clientmanager.credits.billing.web;

/**
 * What was done to an account and by whom, as its audit row says; commands to the engine name the act that caused them.
 *
 * @param auditId of the row in the table audit
 * @param who subject of the token, or system
 */
public record Act(long auditId, String who, String account) {}
