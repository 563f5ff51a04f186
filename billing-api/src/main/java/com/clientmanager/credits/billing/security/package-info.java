/**
 * Owns: who is signed in, with which role and for which account.
 * Does not own: accounts, pages or how a person signs in.
 * May know: none.
 */
@NullMarked
package com.clientmanager.credits.billing.security;

import org.jspecify.annotations.NullMarked;
