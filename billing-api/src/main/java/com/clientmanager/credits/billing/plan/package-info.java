/**
 * Owns: the catalogue that ships: plans, credit packs and the seed of the rate card, read from catalogue.yaml.
 * Does not own: what a customer has ordered.
 * May know: amount and money.
 */
@NullMarked
package com.clientmanager.credits.billing.plan;

import org.jspecify.annotations.NullMarked;
