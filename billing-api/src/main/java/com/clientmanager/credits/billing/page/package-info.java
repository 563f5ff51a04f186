/**
 * Owns: the billing pages a person sees: what stands on them, in their own numbers and dates, and their forms.
 * Does not own: any rule, balance, price or payment; it asks the features and shows the answer.
 * May know: every feature's views and use cases, signin, security, web.
 */
@NullMarked
package com.clientmanager.credits.billing.page;

import org.jspecify.annotations.NullMarked;
