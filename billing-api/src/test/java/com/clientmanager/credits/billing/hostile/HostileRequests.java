package com.clientmanager.credits.billing.hostile;

import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.hostile.ApiDescription.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests that are wrong somewhere, the same ones for the same seed. */
final class HostileRequests {
    /** Pages are hidden from the OpenAPI document. */
    private static final List<String> PAGES = List.of(
            "/billing",
            "/billing/usage",
            "/billing/usage/lines",
            "/billing/usage/lines.csv",
            "/billing/usage/chart",
            "/billing/history",
            "/billing/buy",
            "/billing/plan",
            "/billing/plan/undo",
            "/billing/cancel",
            "/billing/cancel/undo",
            "/billing/payment-method",
            "/billing/pay-now",
            "/billing/done",
            "/billing/live",
            "/billing/parts/summary",
            "/billing/parts/subscription",
            "/billing/parts/usage",
            "/billing/invoices/INV-1.pdf",
            "/billing/nothing",
            "/signin",
            "/signin/oidc");

    private static final List<String> PAGE_PARAMETERS = List.of(
            "period", "from", "to", "show", "action", "user", "cursor", "plan", "pack", "payment", "change", "next",
            "login");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get");
    private static final List<String> TEXTS = List.of(
            "",
            "%20",
            "%00",
            "a%00b",
            "%",
            "%zz",
            "%ff",
            "%c0%80",
            "%ed%a0%80",
            "%F0%9F%98%80",
            "auth0|5f",
            "a\"b",
            "<b>",
            "{a}",
            "[1]",
            "^`\\",
            "\u00fc",
            "a;b",
            "a:b@c",
            "..",
            "%2e%2e",
            "%2f",
            "%252f",
            "//",
            ";x=1",
            "a+b",
            "a&a",
            "=",
            "#x",
            "'%20OR%201=1--",
            "ten",
            "0",
            "-1",
            "1.5",
            "1e9",
            "99999999999999999999",
            "0x10",
            "NaN",
            "true",
            "null",
            "+999999999-01-01",
            "%2B999999999-01-01",
            "-999999999-01-01",
            "0000-00-00",
            "9999-12-31",
            "10000-01-01",
            "2026-02-30",
            "9999-12-31T23:59:59.999999999-18:00",
            "0001-01-01T00:00:00%2B18:00",
            "%2B1000000000-12-31T23:59:59Z",
            "cDE",
            "cC0x",
            "dates",
            "current",
            "x".repeat(300),
            "x".repeat(5_000),
            "%E2%80%AE".repeat(50));
    private static final List<String> HEADERS = List.of(
            "Accept: */*",
            "Accept: text/csv",
            "Accept: application/pdf",
            "Accept: text/event-stream;q=0",
            "Accept: text/html;q=abc",
            "Accept: ///",
            "Accept: ,",
            "Accept: a/b;q=1;q=2;;;",
            "Accept: " + "a/b,".repeat(1_000),
            "Accept-Language: en-US,en;q=0.5,",
            "Accept-Language: _;q=x,,",
            "Accept-Language: " + "x".repeat(3_000),
            "Accept-Charset: utf-99",
            "Accept-Encoding: gzip;q=nan",
            "Content-Type: application/json",
            "Content-Type: application/json;charset=utf-16",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: text/plain",
            "Content-Type: ///",
            "Content-Type: ",
            "Content-Type: application/json; charset=\"",
            "Content-Encoding: gzip",
            "Content-Encoding: br",
            "Authorization: Bearer",
            "Authorization: Bearer a.b.c",
            "Authorization: Basic !!!",
            "Authorization: " + "x".repeat(3_000),
            "Cookie: credits_session=",
            "Cookie: credits_session=a.b.c; credits_session=\"",
            "Cookie: ;;;=;",
            "Cookie: credits_form=%%%",
            "Idempotency-Key: ",
            "Idempotency-Key: \u00ff",
            "Idempotency-Key: " + "k".repeat(300),
            "If-Match: ",
            "If-Match: \"\"\",,*",
            "If-None-Match: *",
            "If-Modified-Since: yesterday",
            "Range: bytes=9999999999-",
            "Expect: 200-maybe",
            "Origin: null",
            "HX-Request: x",
            "Last-Event-ID: x",
            "X-Forwarded-For: %00",
            "X-Forwarded-Proto: |",
            "X-Forwarded-Host: a b",
            "Forwarded: for=;;",
            "Connection: keep-alive, x",
            "X-Long: " + "x".repeat(30_000));
    private static final List<String> BODIES = List.of(
            "",
            " ",
            "{}",
            "[]",
            "null",
            "5",
            "\"\"",
            "{",
            "{\"plan\":\"pro\"}x",
            "{\"plan\":null}",
            "{\"plan\":\"\\u0000\"}",
            "{\"reason\":\"\\ud800\",\"amountMinor\":\"\"}",
            "{\"amount\":1e1000000}",
            "{\"pack\":[\"500\"]}",
            "{\"token\":\"" + "x".repeat(10_000) + "\"}",
            "{".repeat(10_000),
            "[".repeat(100_000),
            "\u0000\u0001\u0002",
            "\ufeff{}",
            "plan=pro&key=%zz",
            "pack=500&key=%00",
            "token=tok_visa&credits_form=x",
            "login=a%00&password=%ff",
            "=&=&&",
            "--x\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n\r\n--x--\r\n");

    private final Random random;
    private final String account;
    private final List<Operation> operations;

    HostileRequests(long seed, String account, ApiDescription api) {
        this.random = new Random(seed);
        this.account = account;
        this.operations = new ArrayList<>(api.operations());
        for (String page : PAGES) {
            operations.add(new Operation(
                    "GET", page, PAGE_PARAMETERS, com.fasterxml.jackson.databind.node.MissingNode.getInstance()));
            operations.add(new Operation(
                    "POST", page, PAGE_PARAMETERS, com.fasterxml.jackson.databind.node.MissingNode.getInstance()));
        }
    }

    /** What is sent; the path without its query. */
    record Sent(String method, String path, String request) {
        byte[] bytes() {
            return request.getBytes(StandardCharsets.UTF_8);
        }

        String shortened() {
            String text = request.replaceAll("eyJ[\\w.-]+", "<token>");
            return text.length() < 500 ? text : text.substring(0, 500) + "…";
        }
    }

    Sent next() {
        Operation operation = operations.get(random.nextInt(operations.size()));
        String method = sometimes(4) ? one(METHODS) : operation.method();
        String path = path(operation.path());
        StringBuilder target = new StringBuilder(path);
        for (int i = sometimes(2) ? 1 + random.nextInt(2) : 0; i > 0; i--) {
            String name = operation.parameters().isEmpty() || sometimes(8) ? one(TEXTS) : one(operation.parameters());
            target.append(target.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(one(TEXTS));
        }
        StringBuilder head =
                new StringBuilder(method + " " + target + (sometimes(20) ? " HTTP/1.0" : " HTTP/1.1\r\nHost: x"));
        for (int i = sometimes(2) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
            head.append("\r\n").append(one(HEADERS));
        }
        boolean writes = !List.of("GET", "HEAD", "OPTIONS", "TRACE").contains(method);
        String body = writes || sometimes(10) ? one(BODIES) : "";
        if (writes && sometimes(2)) {
            head.append("\r\nContent-Type: ")
                    .append(
                            operation.path().startsWith("/v1")
                                    ? "application/json"
                                    : "application/x-www-form-urlencoded");
        }
        if (!body.isEmpty() || writes) {
            head.append("\r\nContent-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length);
            head.append("\r\n\r\n").append(body);
        }
        String request = sometimes(8) ? plain(head.toString()) : signedIn(head.toString(), account);
        return new Sent(method, path, request);
    }

    /** With a token of the right kind for the address. */
    static String signedIn(String head, String account) {
        String credential = head.contains(" /v1")
                ? "\r\nAuthorization: Bearer " + Tokens.operator()
                : "\r\nCookie: credits_session=" + Tokens.manager(account);
        int end = head.indexOf("\r\n\r\n");
        return plain(end < 0 ? head + credential : head.substring(0, end) + credential + head.substring(end));
    }

    private static String plain(String head) {
        return head.contains("\r\n\r\n") ? head : head + "\r\n\r\n";
    }

    private String path(String template) {
        String path = template.replace("{account}", sometimes(5) ? one(TEXTS) : account)
                .replaceAll("\\{seq[^/]*}", "3")
                .replaceAll("\\{[^/]*}", java.util.regex.Matcher.quoteReplacement(sometimes(2) ? one(TEXTS) : "x-1"));
        return sometimes(10) ? path + one(List.of("/", "//", "/.", "/..", ";x=1", "%2f", "/x", "%00")) : path;
    }

    private boolean sometimes(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
