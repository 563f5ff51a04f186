/**
 * Owns: one run of the audit: the order of reading, and each comparison of the fold with usage, commands, prices,
 * balances and PostgreSQL.
 * Does not own: the rules.
 * May know: auditor.finding, auditor.fold, auditor.record, auditor.source.
 */
@NullMarked
package com.clientmanager.credits.auditor.check;

import org.jspecify.annotations.NullMarked;
