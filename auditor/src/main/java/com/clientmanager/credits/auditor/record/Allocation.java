package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import java.math.BigInteger;
import java.util.List;

/** How much of an entry one grant paid or got back, in micro-credits: an allocation. */
public record Allocation(String grant, String source, BigInteger amount) {
    static List<Allocation> in(Fields fields) {
        return fields.records("allocations").stream()
                .map(one -> new Allocation(
                        one.text("grant"), one.text("source"), BigInteger.valueOf(one.number("amountMicros"))))
                .toList();
    }

    public static BigInteger sum(List<Allocation> allocations) {
        return allocations.stream().map(Allocation::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    @Override
    public String toString() {
        return grant + " " + amount;
    }
}
