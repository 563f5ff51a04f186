package com.clientmanager.credits.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedStackTest {
    @TempDir
    Path folder;

    @Test
    void another_jvm_joins_the_same_stack() throws Exception {
        Addresses ours = SharedStack.addresses();
        Process other = new ProcessBuilder(
                        Checkout.java(), "-cp", Checkout.classPath(), SharedStackKeeper.class.getName(), "start")
                .start();
        String output = new String(other.getInputStream().readAllBytes());

        assertThat(other.waitFor()).isZero();
        assertThat(output).contains(ours.toString());
    }

    @Test
    void each_test_has_an_empty_database_and_a_prefix_of_its_own() throws Exception {
        Addresses one = SharedStack.freshDatabase();
        Addresses two = SharedStack.freshDatabase();

        assertThat(one.jdbcUrl()).isNotEqualTo(two.jdbcUrl());
        assertThat(one.bootstrapServers()).isEqualTo(two.bootstrapServers());
        assertThat(SharedStack.freshPrefix()).isNotEqualTo(SharedStack.freshPrefix());
        try (Connection connection = DriverManager.getConnection(one.jdbcUrl(), one.dbUser(), one.dbPassword());
                ResultSet tables = connection.getMetaData().getTables(null, "public", "%", null)) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void an_address_file_is_read_as_it_was_written() {
        Addresses addresses = new Addresses("localhost:1", "http://localhost:2/x", "jdbc:postgresql://h:3/d", "u", "p");
        AddressFile.write(folder, addresses);

        assertThat(AddressFile.read(folder)).contains(addresses);
        assertThat(addresses.withDatabase("other").jdbcUrl()).isEqualTo("jdbc:postgresql://h:3/other");
    }

    @Test
    void a_pid_that_now_belongs_to_another_process_is_not_found() throws Exception {
        Files.createDirectories(folder.resolve("run"));
        Files.writeString(
                folder.resolve("run/broker.pid"),
                Long.toString(ProcessHandle.current().pid()));

        assertThat(ChildProcess.find("broker", folder)).isEmpty();
    }

    @Test
    void a_process_that_dies_while_waited_for_shows_the_end_of_its_log() {
        ChildProcess process = ChildProcess.launch(
                "failing", folder, java.util.List.of("sh", "-c", "echo no space left; exit 3"), Map.of());

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> Waiting.whileAlive(process, java.time.Duration.ofSeconds(20), () -> false)))
                .isInstanceOf(ProcessDiedError.class)
                .hasMessageContaining("no space left");
    }

    @Test
    void CREDITS_STACK_selects_the_backend() {
        assertThat(StackBackend.selected("processes", () -> true)).isEqualTo(StackBackend.PROCESSES);
        assertThat(StackBackend.selected("docker", () -> false)).isEqualTo(StackBackend.DOCKER);
        assertThat(StackBackend.selected("auto", () -> true)).isEqualTo(StackBackend.DOCKER);
        assertThat(StackBackend.selected("auto", () -> false)).isEqualTo(StackBackend.PROCESSES);
    }
}
