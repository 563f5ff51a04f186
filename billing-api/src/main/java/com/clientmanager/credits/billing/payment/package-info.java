/**
 * Owns: moving money: the gateway's port and sandbox, cards, and the course of each payment from intent to end (R19,
 * R20).
 * Does not own: what a payment buys; its purpose tells (Fulfilment).
 * May know: billing.account, billing.invoice, billing.money, billing.projection, billing.security, billing.sql,
 * billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.payment;

import org.jspecify.annotations.NullMarked;
