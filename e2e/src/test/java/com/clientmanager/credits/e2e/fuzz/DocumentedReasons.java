package com.clientmanager.credits.e2e.fuzz;

import com.clientmanager.credits.localstack.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reasons that docs/topics.md lists under "Why a record is rejected". */
final class DocumentedReasons {
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE);

    private DocumentedReasons() {}

    static Set<String> read() {
        Set<String> reasons = new TreeSet<>();
        try {
            Matcher rows = ROW.matcher(Files.readString(Checkout.root().resolve("docs/topics.md")));
            while (rows.find()) {
                reasons.add(rows.group(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reasons;
    }
}
