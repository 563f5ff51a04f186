package com.clientmanager.credits.billing.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Set;

/** Local users: each of them exists in every opened account, as `name@account`. For demonstrations, off by default. */
@ConfigMapping(prefix = "credits.demo-users")
interface LocalUserSettings {
    @WithDefault("false")
    boolean enabled();

    /** By the name before the @. */
    Map<String, LocalUser> users();

    /** One local user; the password is stored as a bcrypt hash only. */
    interface LocalUser {
        String name();

        String passwordHash();

        Set<String> roles();
    }
}
