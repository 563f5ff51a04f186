package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * `make token`: prints a bearer token for ACCOUNT or ROLE, and nothing else. With ROLE=usage:write it allows the
 * SOURCES, separated by commas or spaces, or every source if none are given.
 */
public final class Token {
    private static final Set<String> ROLES = Set.of(LocalToken.USAGE_WRITE, "operator");
    private static final Pattern COMMAS_OR_SPACES = Pattern.compile("[,\\s]+");

    private Token() {}

    public static void main(String... arguments) {
        try {
            LocalKeys keys = LocalKeys.in(Checkout.root().resolve(".local/keys"));
            System.out.println(requested(System.getenv()).signedBy(keys));
        } catch (CommandFailedException e) {
            System.err.println(e.reason());
            System.exit(2);
        }
    }

    static LocalToken requested(Map<String, String> environment) {
        String account = environment.getOrDefault("ACCOUNT", "");
        String role = environment.getOrDefault("ROLE", "");
        if (account.isEmpty() == role.isEmpty()) {
            throw new CommandFailedException(
                    "Set either ACCOUNT or ROLE: make token ACCOUNT=acct-42, or make token ROLE=operator");
        }
        if (!account.isEmpty()) {
            return LocalToken.ofAccount(account);
        }
        if (!ROLES.contains(role)) {
            throw new CommandFailedException(
                    "ROLE must be usage:write or operator; for billing:read and billing:manage set ACCOUNT");
        }
        List<String> sources = COMMAS_OR_SPACES
                .splitAsStream(environment.getOrDefault("SOURCES", ""))
                .filter(source -> !source.isEmpty())
                .toList();
        if (sources.isEmpty()) {
            return LocalToken.ofRole(role);
        }
        if (!role.equals(LocalToken.USAGE_WRITE)) {
            throw new CommandFailedException("SOURCES requires ROLE=usage:write");
        }
        return LocalToken.ofProducer(sources);
    }
}
