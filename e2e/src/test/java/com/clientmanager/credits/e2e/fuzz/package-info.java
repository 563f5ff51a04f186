/**
 * Owns: the fuzz run: hostile records, prices, commands and HTTP calls from a seed against a running pipeline, and the
 * check that each is accounted for.
 * Does not own: any rule; what it expects it computes by itself, and it reads with Avro's generic classes.
 * May know: local-stack, Kafka's and Avro's own classes, the services' HTTP contracts; neither schemas' codecs nor any
 * service's class.
 */
@NullMarked
package com.clientmanager.credits.e2e.fuzz;

import org.jspecify.annotations.NullMarked;
