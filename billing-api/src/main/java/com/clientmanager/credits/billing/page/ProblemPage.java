package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.http.ErrorPage;
import com.clientmanager.credits.billing.web.ProblemBody;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;

/** A problem in a sentence for people. */
@ApplicationScoped
class ProblemPage implements ErrorPage {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int INTERNAL = 500;

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance failed(String title, String detail);
    }

    @Override
    public String html(ProblemBody problem) {
        return switch (problem.status()) {
            case FORBIDDEN ->
                html(
                        "Your role does not include this",
                        "You can look at billing. To buy or change something, ask a person who manages it.");
            case NOT_FOUND ->
                html(
                        "There is no such page here",
                        "The address may be mistyped, or what it led to belongs to another account.");
            case INTERNAL ->
                html(
                        "Something went wrong here",
                        "Try again in a moment. Whether a payment was made is in the billing history.");
            default -> html(problem.title(), problem.detail());
        };
    }

    static String html(String title, String detail) {
        return Templates.failed(title, detail).render();
    }
}
