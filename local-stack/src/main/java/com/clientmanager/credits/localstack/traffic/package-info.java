/**
 * Owns: what the demo's CRM does all day, and posting it to the door as a producing service would.
 * Does not own: starting the pipeline and its accounts (up), prices and credits (the engine's).
 * May know: localstack's keys and tokens, and the door's HTTP contract.
 */
@NullMarked
package com.clientmanager.credits.localstack.traffic;

import org.jspecify.annotations.NullMarked;
