package com.clientmanager.credits.aggregator.stream;

/**
 * What every step is made with; one for the whole instance.
 *
 * @param partitions of the inputs
 */
record StepSetup(AggregatorConfig config, Wires wires, Tally tally, PartitionWatch watch, int partitions) {}
