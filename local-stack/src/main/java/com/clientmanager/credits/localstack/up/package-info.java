/**
 * Owns: the Makefile's targets: the whole pipeline on this machine, its demo accounts, tokens, and sending a file of
 * events.
 * Does not own: how a part starts (the parent package), or what the traffic looks like (traffic).
 * May know: localstack, localstack.traffic, schemas.
 */
@NullMarked
package com.clientmanager.credits.localstack.up;

import org.jspecify.annotations.NullMarked;
