package com.clientmanager.credits.billing.signin;

import java.util.Set;

/**
 * Somebody who has proved who they are.
 *
 * @param subject unique name, for example ada@acct-42
 * @param name as shown on the page
 * @param account the one account whose billing they see
 * @param roles of http-api.md: billing:read, billing:manage
 */
record Person(String subject, String name, String account, Set<String> roles) {
    Person {
        roles = Set.copyOf(roles);
    }
}
