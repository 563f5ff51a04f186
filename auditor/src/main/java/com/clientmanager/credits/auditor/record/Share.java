package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import java.math.BigInteger;
import java.util.List;

/** How much of a line one grant paid or got back, in micro-credits: an allocation. */
public record Share(String grant, String source, BigInteger amount) {
    static List<Share> in(Fields fields) {
        return fields.records("allocations").stream()
                .map(one -> new Share(
                        one.text("grant"), one.text("source"), BigInteger.valueOf(one.number("amountMicros"))))
                .toList();
    }

    public static BigInteger sum(List<Share> shares) {
        return shares.stream().map(Share::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    @Override
    public String toString() {
        return grant + " " + amount;
    }
}
