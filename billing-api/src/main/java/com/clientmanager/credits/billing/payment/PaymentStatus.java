package com.clientmanager.credits.billing.payment;

/**
 * Where a payment stands.
 *
 * <pre>
 *   INTENDED ──► SUCCEEDED
 *      │  └────► FAILED
 *      ▼          ▲ ▲
 *   UNKNOWN ──────┘ │   (asked again until the gateway knows)
 *      └──► SUCCEEDED
 * </pre>
 */
public enum PaymentStatus {
    /** Committed before the gateway is asked. */
    INTENDED,
    /** The gateway was asked and did not answer in time. */
    UNKNOWN,
    /** The money has moved; final. */
    SUCCEEDED,
    /** The money has not moved and will not; final. */
    FAILED;

    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED;
    }

    /** The state after an answer; a final state stays whatever is said later. */
    public PaymentStatus after(GatewayAnswer answer) {
        if (isFinal()) {
            return this;
        }
        return switch (answer) {
            case GatewayAnswer.Approved ignored -> SUCCEEDED;
            case GatewayAnswer.Declined ignored -> FAILED;
            case GatewayAnswer.Unknown ignored -> UNKNOWN;
        };
    }
}
