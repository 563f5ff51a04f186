package com.clientmanager.credits.localstack;

/** The three processes of a stack, in the order in which they start. */
public enum Part {
    POSTGRES,
    BROKER,
    REGISTRY
}
