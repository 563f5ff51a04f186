package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.source.SchemaSource;
import com.clientmanager.credits.auditor.source.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The schemas of the repository as a registry would have them: read from the files, with no class of theirs. */
public final class RepositorySchemas implements SchemaSource {
    private static final Path FOLDER = Path.of("../schemas/src/main/avro");

    private final List<Schema> schemas = new ArrayList<>();

    public RepositorySchemas() {
        Schema.Parser parser = new Schema.Parser();
        for (String name : List.of(
                "AccountCommand",
                "UsageRecorded",
                "LedgerEntryPosted",
                "AccountBalance",
                "UsageRejected",
                "ActionPrices")) {
            schemas.add(parse(parser, name));
        }
    }

    private static Schema parse(Schema.Parser parser, String name) {
        try {
            return parser.parse(Files.readString(FOLDER.resolve(name + ".avsc")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int id(String name) {
        for (int i = 0; i < schemas.size(); i++) {
            if (schemas.get(i).getName().equals(name)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(name);
    }

    public Schema schema(String name) {
        return byId(id(name));
    }

    /** Registers one more. */
    public int add(Schema schema) {
        schemas.add(schema);
        return schemas.size();
    }

    @Override
    public Schema byId(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new UnreadableException("schema id " + id + " is not known");
        }
        return schemas.get(id - 1);
    }
}
