package com.clientmanager.credits.billing.account;

import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds accounts, for whoever may see them. */
@ApplicationScoped
public class Accounts {
    private final AccountRepository rows;
    private final SignedIn signedIn;

    Accounts(AccountRepository rows, SignedIn signedIn) {
        this.rows = rows;
        this.signedIn = signedIn;
    }

    /**
     * Finds it for the caller. @throws Problem NOT_FOUND for an account that does not exist and, exactly alike, for one
     * that is not the caller's
     */
    public Account require(String id) {
        permit(id);
        return rows.account(id).orElseThrow(Problem::notFound);
    }

    /** Lets the caller see it if it exists. @throws Problem NOT_FOUND for an account that is not the caller's */
    public void permit(String id) {
        if (!signedIn.maySee(id)) {
            throw Problem.notFound();
        }
    }

    /** Without asking who wants to know: for work that no person requested. */
    public Optional<Account> find(String id) {
        return rows.account(id);
    }
}
