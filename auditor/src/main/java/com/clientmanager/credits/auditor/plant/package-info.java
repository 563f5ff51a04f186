/**
 * Owns: faults that are planted into recorded facts, each of which the audit must name.
 * Does not own: the audit; it never writes to a topic or a table.
 * May know: auditor.check, auditor.finding, auditor.fold, auditor.record, auditor.source, schemas.
 */
@NullMarked
package com.clientmanager.credits.auditor.plant;

import org.jspecify.annotations.NullMarked;
