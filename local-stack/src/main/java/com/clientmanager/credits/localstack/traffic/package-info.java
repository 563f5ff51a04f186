/**
 * Owns: the simulated usage of the demo CRM, and posting it to the ingest API as a producing service would.
 * Does not own: starting the pipeline and its accounts (up), prices and credits (the engine's).
 * May know: localstack.
 */
@NullMarked
package com.clientmanager.credits.localstack.traffic;

import org.jspecify.annotations.NullMarked;
