package com.clientmanager.credits.billing.http;

import com.clientmanager.credits.billing.web.ProblemBody;

/** What a person sees where a program gets the problem. */
public interface ErrorPage {
    /** A whole HTML document. */
    String html(ProblemBody problem);
}
