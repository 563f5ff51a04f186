/**
 * Owns: what an audit found, and how it is reported.
 * Does not own: finding it.
 * May know: none.
 */
@NullMarked
package com.clientmanager.credits.auditor.finding;

import org.jspecify.annotations.NullMarked;
