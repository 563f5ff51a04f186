/**
 * Owns: the credit rules as the auditor reads them, and the fold of each account's ledger against them.
 * Does not own: where records come from, what PostgreSQL holds; it shares no class with the engine.
 * May know: auditor.finding, auditor.record, auditor.source.
 */
@NullMarked
package com.clientmanager.credits.auditor.fold;

import org.jspecify.annotations.NullMarked;
