package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.AllowedSources;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Reads the claim {@code sources} of a token: an array of strings, or a single string, which some identity providers
 * issue for an array of one. Other values are ignored; a token without the claim allows no source.
 */
final class SourcesClaim {
    private SourcesClaim() {}

    static AllowedSources of(JsonWebToken token) {
        Object claim = token.getClaim("sources");
        Collection<?> entries =
                claim instanceof Collection<?> several ? several : Objects.isNull(claim) ? List.of() : List.of(claim);
        return AllowedSources.of(entries.stream()
                .map(SourcesClaim::text)
                .filter(Objects::nonNull)
                .toList());
    }

    private static @Nullable String text(@Nullable Object entry) {
        return switch (entry) {
            case String text -> text;
            case JsonString text -> text.getString();
            case null, default -> null;
        };
    }
}
