package com.clientmanager.credits.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * docs/contract.txt lists what users rely on since 0.9.0. The list may grow; nothing on it is renamed, retyped or
 * removed (decision 0028). Records are held by their schemas' history.
 */
class ContractTest {
    private static final Path LIST = Path.of("docs/contract.txt");

    @Test
    void everything_on_the_list_is_still_there_and_everything_new_is_on_the_list() {
        Set<String> listed = new TreeSet<>(RepositoryFiles.read(LIST)
                .lines()
                .filter(line -> !line.isBlank())
                .toList());
        Set<String> found = PublicNames.all();

        assertThat(found).as("nothing on %s may go", LIST).containsAll(listed);
        assertThat(listed).as("add what is new to %s", LIST).containsAll(found);
        for (String kind : Set.of("topic ", "subject ", "store ", "setting ", "metric ", "column ", "endpoint ")) {
            assertThat(found).as(kind).anyMatch(name -> name.startsWith(kind));
        }
    }

    @Test
    void a_column_of_another_type_and_an_endpoint_that_moved_are_other_names() {
        assertThat(PublicNames.tables("""
                CREATE TABLE fee (
                    cycle bigint NOT NULL CHECK (cycle >= 0),
                    -- a remark
                    paid_at timestamptz,
                    PRIMARY KEY (cycle)
                );"""))
                .containsExactly("column fee.cycle bigint", "column fee.paid_at timestamptz");
        assertThat(PublicNames.endpoints(JavaSource.parse("""
                @Path("/v1/fees") class Fees {
                    @GET List<String> all() { return null; }
                    @POST @Path("{id}/payment") void pay() {}
                    void internal() {}
                }""")))
                .containsExactly("endpoint GET /v1/fees", "endpoint POST /v1/fees/{id}/payment");
    }
}
