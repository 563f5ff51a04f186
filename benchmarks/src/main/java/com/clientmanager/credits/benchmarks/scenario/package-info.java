/**
 * Owns: the scenarios of `make bench`, one class per part, and their clients.
 * Does not own: the load, measuring, processes, the report.
 * May know: local-stack, schemas, and the other packages of this module.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
