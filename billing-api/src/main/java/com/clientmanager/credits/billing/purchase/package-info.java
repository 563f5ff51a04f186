/**
 * Owns: buying credit packs (R19).
 * Does not own: how money moves or what becomes of the credits.
 * May know: account, plan, payment, invoice's lines, outbox, security, web.
 */
@NullMarked
package com.clientmanager.credits.billing.purchase;

import org.jspecify.annotations.NullMarked;
