package com.clientmanager.credits.billing.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.page.DemoAccount;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks every page and form under /billing × every kind of caller. One that is not in the table fails the test. */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class PageAccessTest {
    private static final String OWN = "page-own";
    private static final String OTHER = "page-other";
    private static final String OWN_NAME = "Only Ours Ltd";
    /** A form that was let in and says something that is not so (StaleFormsTest). */
    private static final Set<Integer> CONTRADICTED = Set.of(409, 412);

    private static final String A_KEY = "00000000-0000-4000-8000-000000000001";

    private enum May {
        READ,
        MANAGE
    }

    /** A page or form; {@code rest} is a query or the form's fields. */
    private record Screen(String call, May may, String rest) {
        boolean form() {
            return call.startsWith("POST ");
        }

        String path() {
            return call.substring(call.indexOf(' ') + 1);
        }
    }

    private static final List<Screen> SCREENS = List.of(
            new Screen("GET /billing", May.READ, ""),
            new Screen("GET /billing/parts/summary", May.READ, ""),
            new Screen("GET /billing/parts/subscription", May.READ, ""),
            new Screen("GET /billing/parts/usage", May.READ, ""),
            new Screen("GET /billing/usage", May.READ, ""),
            new Screen("GET /billing/usage/chart", May.READ, ""),
            new Screen("GET /billing/usage/lines", May.READ, ""),
            new Screen("GET /billing/usage/lines.csv", May.READ, ""),
            new Screen("GET /billing/history", May.READ, ""),
            new Screen("GET /billing/invoices/{invoice}.pdf", May.READ, ""),
            new Screen("GET /billing/live", May.READ, ""),
            new Screen("GET /billing/buy", May.MANAGE, ""),
            new Screen("POST /billing/buy", May.MANAGE, "pack=500&key=" + A_KEY),
            new Screen("GET /billing/plan", May.MANAGE, "to=pro"),
            new Screen("POST /billing/plan", May.MANAGE, "to=starter&key=" + A_KEY),
            new Screen("POST /billing/plan/undo", May.MANAGE, "key=" + A_KEY),
            new Screen("GET /billing/cancel", May.MANAGE, ""),
            new Screen("POST /billing/cancel", May.MANAGE, "key=" + A_KEY),
            new Screen("POST /billing/cancel/undo", May.MANAGE, "key=" + A_KEY),
            new Screen("GET /billing/payment-method", May.MANAGE, ""),
            new Screen("POST /billing/payment-method", May.MANAGE, "token=tok_visa"),
            new Screen("POST /billing/pay-now", May.MANAGE, "key=" + A_KEY),
            new Screen("GET /billing/done", May.MANAGE, "payment={payment}"));

    /** Ends the session it is sent with, and so is asked nothing else: SignOutTest. */
    private static final String SIGN_OUT = "POST /billing/sign-out";

    @Inject
    DemoAccount demo;

    private final List<String> wrong = new ArrayList<>();
    private String form = "";
    private String payment = "";
    private String invoice = "";

    @BeforeEach
    void two_accounts_of_which_one_has_bought() {
        demo.busy(OWN, OWN_NAME);
        demo.busy(OTHER, "Somebody Else Ltd");
        Response bought = Api.as(Tokens.manager(OWN))
                .body("{\"pack\":\"500\"}")
                .post("/v1/accounts/" + OWN + "/credit-purchases");
        payment = bought.jsonPath().getString("id");
        invoice = bought.jsonPath().getString("invoice");
        form = given().get("/signin").cookie("credits_form");
    }

    @Test
    void every_page_and_form_asks_who_calls_and_shows_only_their_account() {
        assertThat(SCREENS).extracting(Screen::call).containsExactlyInAnyOrderElementsOf(served());
        for (Screen screen : SCREENS) {
            signInFirst(screen, "no session", null);
            signInFirst(screen, "expired", Tokens.expired(OWN));
            signInFirst(screen, "wrong algorithm", Tokens.wrongAlgorithm(OWN));
            signInFirst(screen, "other audience", Tokens.otherAudience(OWN));
            signInFirst(screen, "not a token", "abc");
            forbidden(screen, "a producing service", Tokens.producer());
            forbidden(screen, "an operator, who has no page", Tokens.operator());
            if (screen.may() == May.MANAGE) {
                forbidden(screen, "a reader", Tokens.reader(OWN));
            }
            if (screen.form()) {
                note(screen, "a form of somebody else's making", call(screen, Tokens.manager(OWN), null), 400);
            } else if (!screen.path().endsWith("/live")) {
                anothers(screen);
            }
        }
        SCREENS.stream().filter(screen -> !screen.path().endsWith("/live")).forEach(this::allowed);
        assertThat(wrong).isEmpty();
    }

    private void signInFirst(Screen screen, String who, String session) {
        Response answer = call(screen, session, form);
        note(screen, who, answer, 303);
        if (!String.valueOf(answer.header("Location")).contains("/signin")) {
            wrong.add(screen.call() + " by " + who + " leads to " + answer.header("Location"));
        }
    }

    private void forbidden(Screen screen, String who, String session) {
        Response answer = call(screen, session, form);
        note(screen, who, answer, 403);
        tellsNothing(screen, who, answer);
    }

    /** A page is that of the session's account; what is named in the address must be its own. */
    private void anothers(Screen screen) {
        boolean named = (screen.path() + screen.rest()).contains("{");
        Response answer = call(screen, Tokens.manager(OTHER), form);
        note(screen, "another account's manager", answer, named ? 404 : 200);
        tellsNothing(screen, "another account's manager", answer);
    }

    private void allowed(Screen screen) {
        Response answer = call(screen, Tokens.manager(OWN), form);
        boolean fine = screen.form()
                ? answer.statusCode() == 303 && !answer.header("Location").contains("/signin")
                : answer.statusCode() == 200;
        if (!fine && !CONTRADICTED.contains(answer.statusCode())) {
            wrong.add(screen.call() + " by its own manager: " + answer.statusCode());
        }
    }

    private void note(Screen screen, String who, Response answer, int expected) {
        if (answer.statusCode() != expected) {
            wrong.add(screen.call() + " by " + who + ": " + answer.statusCode() + " instead of " + expected);
        }
    }

    private void tellsNothing(Screen screen, String who, Response answer) {
        if (answer.asString().contains(OWN_NAME)) {
            wrong.add(screen.call() + " by " + who + " names the account");
        }
    }

    private Response call(Screen screen, String session, String token) {
        RequestSpecification request = given().redirects().follow(false);
        if (session != null) {
            request.cookie("credits_session", session);
        }
        String rest = screen.rest().replace("{payment}", payment);
        if (!screen.form()) {
            String path = screen.path().replace("{invoice}", invoice);
            return request.get(rest.isEmpty() ? path : path + "?" + rest);
        }
        if (token != null) {
            request.cookie("credits_form", token);
            rest = rest + "&account=" + OWN + "&state=another&csrf-token=" + token;
        }
        return request.contentType("application/x-www-form-urlencoded")
                .body(rest)
                .post(screen.path());
    }

    /** What is annotated as served under /billing, read from the compiled classes. */
    private static TreeSet<String> served() {
        TreeSet<String> calls = new TreeSet<>();
        for (JavaClass room : new ClassFileImporter().importPath(Path.of("target", "classes"))) {
            String root = annotated(room, "Path");
            if (root != null && root.startsWith("/billing")) {
                for (JavaMethod method : room.getMethods()) {
                    List.of("GET", "POST", "PUT", "DELETE").stream()
                            .filter(verb -> method.isAnnotatedWith("jakarta.ws.rs." + verb))
                            .forEach(verb -> calls.add(verb + " " + path(root, annotated(method, "Path"))));
                }
            }
        }
        calls.remove(SIGN_OUT);
        return calls;
    }

    private static String path(String root, String below) {
        return below == null ? root : root + "/" + below.replaceAll("\\{[^}]*}", "{invoice}");
    }

    private static String annotated(HasAnnotations<?> place, String annotation) {
        return place.getAnnotations().stream()
                .filter(each -> each.getRawType().getName().equals("jakarta.ws.rs." + annotation))
                .findFirst()
                .map(each -> (String) each.get("value").orElseThrow())
                .orElse(null);
    }
}
