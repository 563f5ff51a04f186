package com.clientmanager.credits.billing.sql;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs one parameterised statement inside the caller's JTA transaction, or on its own where there is none. */
@ApplicationScoped
public class Sql {
    private final DataSource dataSource;

    Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T extends @Nullable Object> {
        T read(Row row) throws SQLException;
    }

    /**
     * Runs an INSERT, UPDATE or DELETE.
     *
     * @param arguments bound in order; an Instant is bound as timestamptz, null as NULL
     * @return the number of rows changed
     * @throws SqlFailed when the database refuses or is away
     */
    public int update(String statement, @Nullable Object... arguments) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = prepare(connection, statement, arguments)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    /** All rows. @throws SqlFailed when the database refuses or is away */
    public <T> List<T> list(String statement, RowReader<T> reader, @Nullable Object... arguments) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = prepare(connection, statement, arguments);
                ResultSet found = prepared.executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(found);
            while (found.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    /** The only row, or none. @throws SqlFailed when the database refuses, is away or finds more than one */
    public <T> Optional<T> find(String statement, RowReader<T> reader, @Nullable Object... arguments) {
        List<T> rows = list(statement, reader, arguments);
        if (rows.size() > 1) {
            throw new SqlFailed(new SQLException("more than one row where one was asked for"));
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    private static PreparedStatement prepare(Connection connection, String statement, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        try {
            for (int i = 0; i < arguments.length; i++) {
                bind(prepared, i + 1, arguments[i]);
            }
            return prepared;
        } catch (SQLException | RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement prepared, int index, @Nullable Object argument) throws SQLException {
        switch (argument) {
            case null -> prepared.setNull(index, Types.NULL);
            case Instant instant -> prepared.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case byte[] bytes -> prepared.setBytes(index, bytes);
            case String[] texts ->
                prepared.setArray(index, prepared.getConnection().createArrayOf("text", texts));
            case Enum<?> constant -> prepared.setString(index, constant.name());
            default -> prepared.setObject(index, argument);
        }
    }
}
