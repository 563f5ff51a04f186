/**
 * Owns: requests that cannot be read: what is mended or refused before a resource sees it, and that no refusal is
 * empty.
 * Does not own: any resource, or what a page looks like.
 * May know: billing.web.
 */
@NullMarked
package com.clientmanager.credits.billing.http;

import org.jspecify.annotations.NullMarked;
