package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import java.util.Map;
import java.util.Set;

/** `make token`: prints a bearer token for ACCOUNT or ROLE, and nothing else. */
public final class Token {
    private static final Set<String> ROLES = Set.of("usage:write", "operator");

    private Token() {}

    public static void main(String... arguments) {
        try {
            LocalKeys keys = LocalKeys.in(Checkout.root().resolve(".local/keys"));
            System.out.println(wanted(System.getenv()).signedBy(keys));
        } catch (CannotStart unclear) {
            System.err.println(unclear.what());
            System.exit(2);
        }
    }

    static LocalToken wanted(Map<String, String> environment) {
        String account = environment.getOrDefault("ACCOUNT", "");
        String role = environment.getOrDefault("ROLE", "");
        if (account.isEmpty() == role.isEmpty()) {
            throw new CannotStart("Say for whom: make token ACCOUNT=acct-42, or make token ROLE=operator");
        }
        if (!account.isEmpty()) {
            return LocalToken.ofAccount(account);
        }
        if (!ROLES.contains(role)) {
            throw new CannotStart("ROLE is usage:write or operator; for billing:read and billing:manage give ACCOUNT");
        }
        return LocalToken.ofRole(role);
    }
}
