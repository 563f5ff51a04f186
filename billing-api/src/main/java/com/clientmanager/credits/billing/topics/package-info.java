/**
 * Owns: how this service reaches the topics: names with their prefix, the registry client, the wire of each record.
 * Does not own: what is read or written.
 * May know: schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.topics;

import org.jspecify.annotations.NullMarked;
