package com.clientmanager.credits.billing.page;

/**
 * Ends a request whose page was drawn for another account, or from a state that is no longer so: nothing was changed.
 */
final class StaleForm extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final int status;
    private final String title;
    private final String detail;
    private final String address;
    private final String label;

    private StaleForm(int status, String title, String detail, String address, String label) {
        super(title);
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.address = address;
        this.label = label;
    }

    /** The session belongs to the named account by now. */
    static StaleForm ofAnotherAccount(String presentName) {
        return new StaleForm(
                CONFLICT,
                "You are signed in to another account now",
                "The page you came from was opened for another account than " + presentName
                        + ", which you are signed in to now. Nothing was changed or charged in either of them."
                        + " To go on with the other account, sign in to it again.",
                "/billing",
                "See billing of " + presentName);
    }

    static StaleForm ofAnotherState(String address) {
        return new StaleForm(
                PRECONDITION_FAILED,
                "This has changed since the page was opened",
                "The plan, the price, the card or something else that the page showed is different now. Nothing was"
                        + " changed and nothing was charged. See how it stands and decide again.",
                address,
                "See how it stands now");
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }

    String address() {
        return address;
    }

    String label() {
        return label;
    }
}
