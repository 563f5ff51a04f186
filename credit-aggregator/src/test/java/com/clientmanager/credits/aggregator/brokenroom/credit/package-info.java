/**
 * Owns: one class that breaks every rule of ArchitectureTest on purpose.
 * Does not own: anything that is used.
 * May know: whatever is forbidden.
 */
@NullMarked
package com.clientmanager.credits.aggregator.brokenroom.credit;

import org.jspecify.annotations.NullMarked;
