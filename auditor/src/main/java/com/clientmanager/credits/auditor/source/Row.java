package com.clientmanager.credits.auditor.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row, its values by column. */
public record Row(Map<String, @Nullable Object> values) {
    /** The text; "" where the column is null. */
    public String text(String column) {
        Object value = values.get(column);
        return value == null ? "" : value.toString();
    }

    public @Nullable String textOrNull(String column) {
        Object value = values.get(column);
        return value == null ? null : value.toString();
    }

    /** The whole number; 0 where the column is null. */
    public long number(String column) {
        return values.get(column) instanceof Number number ? number.longValue() : 0;
    }

    public @Nullable Long numberOrNull(String column) {
        return values.get(column) instanceof Number number ? (Long) number.longValue() : null;
    }

    /** The whole number of any size; 0 where the column is null. */
    public BigInteger whole(String column) {
        Object value = values.get(column);
        return value == null ? BigInteger.ZERO : new BigDecimal(value.toString()).toBigIntegerExact();
    }

    public byte[] bytes(String column) {
        return values.get(column) instanceof byte[] bytes ? bytes : new byte[0];
    }

    /** The row with another value. */
    public Row with(String column, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new HashMap<>(values);
        changed.put(column, value);
        return new Row(changed);
    }
}
