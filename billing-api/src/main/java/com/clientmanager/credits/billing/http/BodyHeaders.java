package com.clientmanager.credits.billing.http;

import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request says about its body: its length, its format and how it is encoded. */
final class BodyHeaders {
    private static final String TOKEN = "[\\w!#$%&'*+.^`|~-]+";
    private static final Pattern MEDIA_TYPE = Pattern.compile(TOKEN + "/" + TOKEN + "\\s*(;.*)?");
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpServerRequest request;
    private final String type;

    BodyHeaders(HttpServerRequest request) {
        this.request = request;
        this.type = header("Content-Type").toLowerCase(Locale.ROOT);
    }

    /** @throws Problem TOO_LARGE or UNSUPPORTED_MEDIA_TYPE */
    void check(long maxSize) {
        String length = header("Content-Length");
        if (length.matches("\\d{1,18}") && Long.parseLong(length) > maxSize) {
            throw Problem.of(ProblemCode.TOO_LARGE, "A body has at most " + maxSize + " bytes.");
        }
        if (request.headers().getAll("Content-Type").size() > 1) {
            throw unsupported("A body has one Content-Type.");
        }
        if (!type.isEmpty() && !MEDIA_TYPE.matcher(type).matches()) {
            throw unsupported("The Content-Type cannot be read.");
        }
        if (type.startsWith("multipart/")) {
            throw unsupported("No body of several parts is read.");
        }
        boolean form = type.equals(FORM) || type.startsWith(FORM + ";");
        Matcher charset = CHARSET.matcher(type);
        if (!form && charset.find() && !charset.group(1).equals("utf-8")) {
            throw unsupported("Bodies are read in UTF-8 only.");
        }
        String encoding = header("Content-Encoding");
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("Compressed bodies are not read.");
        }
        // Pages take forms only: a form without its type would be read as an empty one, and its token not asked for.
        if (!form
                && HttpMethod.POST.equals(request.method())
                && PagePaths.isPage(Objects.requireNonNullElse(request.path(), ""))) {
            throw unsupported("Forms are sent as " + FORM + ".");
        }
    }

    private String header(String name) {
        return Objects.requireNonNullElse(request.getHeader(name), "").strip();
    }

    private static Problem unsupported(String detail) {
        return Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
