/**
 * Owns: the catalogue that ships: plans, credit packs and the seed of the rate card, read from catalogue.yaml.
 * Does not own: what a customer has ordered.
 * May know: billing.amount, billing.money, billing.security.
 */
@NullMarked
package com.clientmanager.credits.billing.plan;

import org.jspecify.annotations.NullMarked;
