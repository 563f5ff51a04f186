package com.clientmanager.credits.billing.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The present row of a result; a method named `…OrNull` is for columns that may be NULL. */
public final class Row {
    private final ResultSet found;

    Row(ResultSet found) {
        this.found = found;
    }

    public String text(String column) throws SQLException {
        return Objects.requireNonNull(found.getString(column), column);
    }

    public @Nullable String textOrNull(String column) throws SQLException {
        return found.getString(column);
    }

    public long number(String column) throws SQLException {
        return found.getLong(column);
    }

    public @Nullable Long numberOrNull(String column) throws SQLException {
        long value = found.getLong(column);
        return found.wasNull() ? null : value;
    }

    public int count(String column) throws SQLException {
        return found.getInt(column);
    }

    public @Nullable Integer countOrNull(String column) throws SQLException {
        int value = found.getInt(column);
        return found.wasNull() ? null : value;
    }

    public boolean flag(String column) throws SQLException {
        return found.getBoolean(column);
    }

    public Instant instant(String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(column), column);
    }

    public @Nullable Instant instantOrNull(String column) throws SQLException {
        OffsetDateTime value = found.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    public LocalDate date(String column) throws SQLException {
        return Objects.requireNonNull(found.getObject(column, LocalDate.class), column);
    }

    public byte @Nullable [] bytesOrNull(String column) throws SQLException {
        return found.getBytes(column);
    }

    /** The value as the driver gives it, for numeric columns. */
    public BigDecimal decimal(String column) throws SQLException {
        return Objects.requireNonNull(found.getBigDecimal(column), column);
    }
}
