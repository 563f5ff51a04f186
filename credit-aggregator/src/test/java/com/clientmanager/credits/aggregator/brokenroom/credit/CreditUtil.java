package com.clientmanager.credits.aggregator.brokenroom.credit;

import com.clientmanager.credits.aggregator.rating.RateCard;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** Breaks every rule of ArchitectureTest, so that a rule that matches no class cannot pass for one that holds. */
public class CreditUtil {
    double credits;

    RateCard knowsTheNextRoom() {
        return RateCard.EMPTY;
    }

    Bytes knowsKafka() {
        return new Bytes(new byte[0]);
    }

    Instant hasAClock() {
        return Instant.now();
    }

    UUID isRandom() {
        return UUID.randomUUID();
    }
}
