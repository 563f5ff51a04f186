package com.clientmanager.credits.billing.http;

/** Which addresses are pages for people. Everything else speaks JSON. */
public final class PagePaths {
    private PagePaths() {}

    public static boolean isPage(String path) {
        return path.equals("/billing") || path.startsWith("/billing/") || path.startsWith("/signin");
    }
}
