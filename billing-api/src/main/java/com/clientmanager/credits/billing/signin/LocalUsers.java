package com.clientmanager.credits.billing.signin;

import com.clientmanager.credits.billing.signin.LocalUserSettings.LocalUser;
import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/** Finds the local user behind a name like ada@acct-42 and checks the password. */
@ApplicationScoped
class LocalUsers {
    /** Compared with where there is no such user, so that both answers take as long. */
    private static final String NOBODYS_HASH = "$2a$10$4BS9O73LRN1q3eDKcN9adObQaCaZdCwWp3CB2mUGLkkAi30gLFa2G";

    private final LocalUserSettings settings;
    private final Sql sql;

    LocalUsers(LocalUserSettings settings, Sql sql) {
        this.settings = settings;
        this.sql = sql;
    }

    boolean enabled() {
        return settings.enabled();
    }

    /** The person, or none when the name or the password is wrong: which of the two is not told. */
    Optional<Person> find(String login, String password) {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        int at = login.indexOf('@');
        String name = at < 0 ? login : login.substring(0, at).toLowerCase(Locale.ROOT);
        String account = at < 0 ? "" : login.substring(at + 1);
        LocalUser user = settings.users().get(name);
        boolean matches = BcryptUtil.matches(password, user == null ? NOBODYS_HASH : user.passwordHash());
        if (user == null || !matches || !isOpen(account)) {
            return Optional.empty();
        }
        return Optional.of(new Person(name + "@" + account, user.name(), account, user.roles()));
    }

    private boolean isOpen(String account) {
        return sql.find("SELECT 1 AS found FROM account WHERE id = ?", row -> row.count("found"), account)
                .isPresent();
    }
}
