/**
 * Owns: tests of the whole pipeline from outside: real processes, HTTP, a real browser.
 * Does not own: any rule; each is tested where it lives.
 * May know: local-stack, and the services' HTTP contracts, but none of their classes.
 */
@NullMarked
package com.clientmanager.credits.e2e;

import org.jspecify.annotations.NullMarked;
