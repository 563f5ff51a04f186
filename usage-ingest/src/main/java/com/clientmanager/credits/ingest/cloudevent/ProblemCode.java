package com.clientmanager.credits.ingest.cloudevent;

/**
 * Every reason for which the ingest API rejects an event or a request, with the HTTP status of the response. The names
 * are part of the public contract.
 */
public enum ProblemCode {
    // A single event is invalid.
    NOT_AN_OBJECT(400, "The event is not a JSON object"),
    SPECVERSION_MISSING(400, "The event has no specversion"),
    SPECVERSION_UNSUPPORTED(400, "The CloudEvents version is not supported"),
    ID_MISSING(400, "The event has no id"),
    SOURCE_MISSING(400, "The event has no source"),
    SOURCE_INVALID(400, "The source is not a URI reference"),
    SOURCE_NOT_ALLOWED(400, "The token does not allow this source"),
    TYPE_MISSING(400, "The event has no type"),
    TYPE_UNKNOWN(400, "Unknown event type"),
    SUBJECT_MISSING(400, "The event has no subject"),
    TIME_MISSING(400, "The event has no time"),
    TIME_INVALID(400, "The time is not RFC 3339"),
    DATA_MISSING(400, "The event has no data"),
    DATA_NOT_AN_OBJECT(400, "The data is not a JSON object"),
    DATA_CONTENT_TYPE_UNSUPPORTED(400, "The data is not JSON"),
    DATA_FIELD_UNKNOWN(400, "The data has an unknown field"),
    ACTION_MISSING(400, "The event has no action"),
    QUANTITY_MISSING(400, "The event has no quantity"),
    QUANTITY_NOT_WHOLE(400, "The quantity is not a whole number"),
    QUANTITY_NOT_POSITIVE(400, "The quantity is not greater than 0"),
    QUANTITY_TOO_LARGE(400, "The quantity is too large"),
    DIMENSIONS_INVALID(400, "The dimensions are not an object of strings"),
    FIELD_NOT_TEXT(400, "A field is not a string"),
    FIELD_TOO_LONG(400, "A field is too long or has too many entries"),
    FIELD_INVALID(400, "A field has an invalid value"),
    FIELD_DUPLICATED(400, "A field occurs more than once"),

    // The request is invalid.
    JSON_INVALID(400, "The body is not valid UTF-8 JSON"),
    BATCH_NOT_AN_ARRAY(400, "The batch is not a JSON array"),
    NOTHING_ACCEPTED(400, "No event was accepted"),
    INVALID_REQUEST(400, "Malformed request"),
    TOKEN_MISSING(401, "Bearer token required"),
    TOKEN_INVALID(401, "Invalid bearer token"),
    FORBIDDEN(403, "The token does not have the required role"),
    NOT_FOUND(404, "Resource not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    TOO_LARGE(413, "Request body too large"),
    TOO_MANY_EVENTS(413, "Too many events in one request"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),

    // The request is valid and may be retried unchanged (R2).
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Internal error"),
    KAFKA_UNAVAILABLE(503, "Kafka is unavailable"),
    REGISTRY_UNAVAILABLE(503, "The schema registry is unavailable"),
    SHUTTING_DOWN(503, "This instance is shutting down");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status of a response with this code. */
    public int status() {
        return status;
    }

    /** A short description, the same for every occurrence. */
    public String title() {
        return title;
    }
}
