/**
 * Owns: how a person signs in and out of the pages: local users for the demo, an OpenID provider, the session cookie.
 * Does not own: roles' meaning or accounts.
 * May know: billing.security, billing.sql, billing.web.
 */
@NullMarked
package com.clientmanager.credits.billing.signin;

import org.jspecify.annotations.NullMarked;
