/**
 * Owns: how a request's JSON body is read: no value is bent, nothing is read twice or skipped, and the field at fault
 * is named.
 * Does not own: what a field may hold beyond its type; JSON that this service stored itself.
 * May know: billing.web.
 */
@NullMarked
package com.clientmanager.credits.billing.json;

import org.jspecify.annotations.NullMarked;
