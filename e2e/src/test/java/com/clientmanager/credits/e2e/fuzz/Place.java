package com.clientmanager.credits.e2e.fuzz;

/** Where a record lies. */
record Place(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return topic + "-" + partition + " offset " + offset;
    }
}
