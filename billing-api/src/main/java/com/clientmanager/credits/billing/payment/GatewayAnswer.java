package com.clientmanager.credits.billing.payment;

/** What the gateway says about one charge or refund. */
public sealed interface GatewayAnswer {
    /** The money has moved; {@code reference} is the gateway's own name for it. */
    record Approved(String reference) implements GatewayAnswer {}

    /** No money has moved and none will for this key. */
    record Declined(DeclineReason reason) implements GatewayAnswer {}

    /** Nobody can tell yet whether money has moved. */
    record Unknown(String detail) implements GatewayAnswer {}
}
