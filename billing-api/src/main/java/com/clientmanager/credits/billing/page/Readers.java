package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.account.Account;
import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;

/** Tells who reads this request's page, from the session and the browser's languages. */
@RequestScoped
class Readers {
    private final SignedIn signedIn;
    private final SecurityIdentity identity;
    private final Accounts accounts;
    private final HttpHeaders headers;
    private final UriInfo uri;

    Readers(SignedIn signedIn, SecurityIdentity identity, Accounts accounts, HttpHeaders headers, UriInfo uri) {
        this.uri = uri;
        this.headers = headers;
        this.signedIn = signedIn;
        this.identity = identity;
        this.accounts = accounts;
    }

    /**
     * The reader of this request's page.
     *
     * @throws Problem NOT_FOUND when the session's account does not exist
     * @throws StaleForm when the request is of a page that was drawn for another account
     */
    Reader reader() {
        Account account = accounts.require(signedIn.account().orElseThrow(Problem::notFound));
        requireDrawnFor(account);
        Figures figures = new Figures(locale(), account.timeZone());
        boolean mayManage = identity.hasRole(Roles.BILLING_MANAGE);
        return new Reader(signedIn.subject(), signedIn.displayName(), account.id(), account.name(), mayManage, figures);
    }

    private void requireDrawnFor(Account account) {
        String header = headers.getHeaderString("Credits-Account");
        String parameter = uri.getQueryParameters().getFirst("account");
        for (String drawnFor : new String[] {header, parameter}) {
            if (drawnFor != null && !drawnFor.isEmpty() && !drawnFor.equals(account.id())) {
                throw StaleForm.ofAnotherAccount(account.name());
            }
        }
    }

    private Locale locale() {
        return headers.getAcceptableLanguages().stream()
                .filter(asked ->
                        !asked.getLanguage().isEmpty() && !asked.getLanguage().equals("*"))
                .findFirst()
                .map(asked ->
                        asked.getCountry().isEmpty() && asked.getLanguage().equals("en") ? Locale.US : asked)
                .orElse(Locale.US);
    }
}
