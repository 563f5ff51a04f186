package com.clientmanager.credits.billing.projection;

/**
 * How the projection is spread.
 *
 * @param partitions of the topics keyed by account
 * @param workers sets of partitions, each led by one instance at a time, 1 or more
 * @param batch most records of one transaction
 */
record ProjectionSettings(int partitions, int workers, int batch) {}
