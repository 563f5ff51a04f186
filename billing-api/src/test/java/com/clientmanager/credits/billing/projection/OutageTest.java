package com.clientmanager.credits.billing.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.sql.SqlFailed;
import com.clientmanager.credits.schemas.MalformedRecordException;
import com.clientmanager.credits.schemas.RegistryUnavailableException;
import java.sql.SQLException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What passes by itself is waited for; what a record causes stops its partition. */
class OutageTest {
    @ParameterizedTest
    @CsvSource({
        "08006, true, connection lost",
        "53300, true, too many connections",
        "57P01, true, the server shuts down",
        "40001, true, serialization",
        "40P01, true, deadlock",
        "55P03, true, lock not available",
        "58030, true, disk cannot be written",
        "25006, true, a standby",
        "21000, false, one row twice in a statement",
        "22021, false, a NUL in a text",
        "22008, false, a time out of range",
        "22P05, false, a character that JSON text cannot hold",
        "23505, false, a key twice",
        "54000, false, an index row too large",
        "42P01, false, no such table"
    })
    void the_sqlstate_says_what_it_is(String state, boolean outage, String what) {
        assertThat(Outage.is(new SqlFailed(new SQLException(what, state)))).isEqualTo(outage);
        assertThat(Outage.is(new IllegalStateException(new SqlFailed(new SQLException(what, state)))))
                .isEqualTo(outage);
    }

    @Test
    void a_pool_without_a_connection_is_an_outage_and_so_are_broker_and_registry() {
        assertThat(Outage.is(new SQLException("acquisition timeout"))).isTrue();
        assertThat(Outage.is(new TimeoutException("no broker"))).isTrue();
        assertThat(Outage.is(new RegistryUnavailableException("away", new java.io.IOException())))
                .isTrue();
    }

    @Test
    void a_defect_is_none() {
        assertThat(Outage.is(new MalformedRecordException("not ours"))).isFalse();
        assertThat(Outage.is(new ArithmeticException("long overflow"))).isFalse();
        assertThat(Outage.is(new ProjectionStopped("a gap"))).isFalse();
    }
}
