package com.clientmanager.credits.auditor.fold;

/** A cycle: its number and its half-open window in milliseconds. */
record Cycle(long number, long start, long end) {}
