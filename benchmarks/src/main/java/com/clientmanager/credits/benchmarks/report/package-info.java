/**
 * Owns: results: runs, findings, ratios with their targets, latest.json and latest.md.
 * Does not own: how a figure is measured.
 * May know: none.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.report;

import org.jspecify.annotations.NullMarked;
