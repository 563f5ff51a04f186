package com.clientmanager.credits.billing.outbox;

import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * One row per command that was ever issued, kept for good: the auditor compares account.commands.v1 with it, so a
 * command that this service did
 * not issue is found. The hash is over the record's Avro body, without the header that says which schema wrote it.
 */
@ApplicationScoped
class IssuedCommands {
    private final Sql sql;

    IssuedCommands(Sql sql) {
        this.sql = sql;
    }

    /** In the transaction that issues the command, before it can be on the topic. */
    void write(AccountCommand command, byte[] stored, Act cause) {
        sql.update(
                "INSERT INTO issued_command (account_id, sequence, command_id, command_type,"
                        + " body_sha256, audit_id, issued_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                command.getAccount(),
                command.getSequence(),
                command.getCommandId(),
                command.getType(),
                sha256(stored, StoredRecords.HEADER_BYTES),
                cause.auditId(),
                command.getIssuedAt());
    }

    /**
     * Follows an encoding that changed between issue and sending, for example by a release that came in between.
     * Commits before the record is sent.
     *
     * @param stored as the outbox kept it
     * @param wire as it is sent
     */
    static void reconcile(Connection connection, AccountCommand command, byte[] stored, byte[] wire)
            throws SQLException {
        if (Arrays.equals(
                stored, StoredRecords.HEADER_BYTES, stored.length, wire, RegistryAvroCodec.HEADER_BYTES, wire.length)) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE issued_command SET body_sha256 = ? WHERE account_id = ? AND sequence = ?")) {
            update.setBytes(1, sha256(wire, RegistryAvroCodec.HEADER_BYTES));
            update.setString(2, command.getAccount());
            update.setLong(3, command.getSequence());
            update.executeUpdate();
        }
    }

    private static byte[] sha256(byte[] bytes, int from) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, bytes.length - from);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
