/**
 * Owns: what is written of a benchmark: ratios with their bars, latest.json, latest.md.
 * Does not own: how a figure came about.
 * May know: run.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.report;

import org.jspecify.annotations.NullMarked;
