package com.clientmanager.credits.ingest.cloudevent;

/**
 * Every reason for which the ingest API refuses an event or a call, with the HTTP status of a call that fails for it.
 * The names are part of the contract and stay.
 */
public enum RefusalCode {
    // One event is at fault.
    NOT_AN_OBJECT(400, "The event is not a JSON object"),
    SPECVERSION_MISSING(400, "The event does not state its CloudEvents version"),
    SPECVERSION_UNSUPPORTED(400, "The CloudEvents version is not supported"),
    ID_MISSING(400, "The event has no id"),
    SOURCE_MISSING(400, "The event has no source"),
    SOURCE_INVALID(400, "The source is not a URI reference"),
    SOURCE_NOT_ALLOWED(400, "The token does not speak for this source"),
    TYPE_MISSING(400, "The event has no type"),
    TYPE_UNKNOWN(400, "The event type is not known here"),
    SUBJECT_MISSING(400, "The event names no account"),
    TIME_MISSING(400, "The event has no time"),
    TIME_INVALID(400, "The time is not RFC 3339"),
    DATA_MISSING(400, "The event has no data"),
    DATA_NOT_AN_OBJECT(400, "The data is not a JSON object"),
    DATA_CONTENT_TYPE_UNSUPPORTED(400, "The data is not JSON"),
    DATA_FIELD_UNKNOWN(400, "The data has a field that is not known here"),
    ACTION_MISSING(400, "The event names no action"),
    QUANTITY_MISSING(400, "The event has no quantity"),
    QUANTITY_NOT_WHOLE(400, "The quantity is not a whole number"),
    QUANTITY_NOT_POSITIVE(400, "The quantity is not above 0"),
    QUANTITY_TOO_LARGE(400, "The quantity is too large"),
    DIMENSIONS_INVALID(400, "The dimensions are not an object of texts"),
    FIELD_NOT_TEXT(400, "A field that must be text is something else"),
    FIELD_TOO_LONG(400, "A field is too long, or has too many members"),
    FIELD_INVALID(400, "A field holds what no event may hold"),
    FIELD_TWICE(400, "A field is there twice"),

    // The call is at fault.
    JSON_INVALID(400, "The body is not JSON in UTF-8"),
    BATCH_NOT_AN_ARRAY(400, "A batch is a JSON array of events"),
    NOTHING_ACCEPTED(400, "Nothing in the call could be accepted"),
    BAD_REQUEST(400, "The request cannot be understood"),
    TOKEN_MISSING(401, "A bearer token is needed"),
    TOKEN_INVALID(401, "The bearer token is not accepted"),
    ROLE_MISSING(403, "The token does not carry the role that this call needs"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here"),
    NOT_ACCEPTABLE(406, "No representation is acceptable to the caller"),
    BODY_TOO_LARGE(413, "The body is too large"),
    TOO_MANY_EVENTS(413, "There are too many events in one call"),
    MEDIA_TYPE_UNSUPPORTED(415, "The media type is not supported"),

    // The caller is right and may repeat the same call (R2).
    TOO_BUSY(429, "Too much is on its way already"),
    INTERNAL(500, "The door failed"),
    LOG_UNAVAILABLE(503, "The log cannot be written"),
    REGISTRY_UNAVAILABLE(503, "The schema registry cannot be asked"),
    SHUTTING_DOWN(503, "This instance is shutting down");

    private final int status;
    private final String title;

    RefusalCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status of a call that fails for this reason. */
    public int status() {
        return status;
    }

    /** The reason in words, the same for every occurrence. */
    public String title() {
        return title;
    }
}
