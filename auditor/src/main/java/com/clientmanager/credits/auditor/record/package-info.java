/**
 * Owns: records of the topics as the auditor reads them, field by field, whatever version of the schema wrote them.
 * Does not own: checking them.
 * May know: auditor.source, schemas.
 */
@NullMarked
package com.clientmanager.credits.auditor.record;

import org.jspecify.annotations.NullMarked;
