/**
 * Owns: the billing pages a person sees: what stands on them, in their own numbers and dates, and their forms.
 * Does not own: any rule, balance, price or payment; it asks the features and shows the answer.
 * May know: billing.account, billing.amount, billing.balance, billing.http, billing.invoice, billing.ledger,
 * billing.money, billing.payment, billing.plan, billing.purchase, billing.renewal, billing.security, billing.sql,
 * billing.stream, billing.subscription, billing.usage, billing.web.
 */
@NullMarked
package com.clientmanager.credits.billing.page;

import org.jspecify.annotations.NullMarked;
