package com.clientmanager.credits.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One HTTP call as bytes: characters of a header are sent as one byte each. */
final class RawHttp {
    private static final int TIMEOUT_MS = 30_000;

    private RawHttp() {}

    /** The status of a call that the server closed before it had read all. */
    static final int CLOSED = 0;

    record Answer(int status, String body) {}

    /** {@code lines} are the headers, each with its line end. */
    static Answer post(URI address, String lines, byte[] body) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(TIMEOUT_MS);
            String target = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
            String head = "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + (lines.contains("Content-Length:") ? "" : "Content-Length: " + body.length + "\r\n") + lines
                    + "\r\n";
            OutputStream out = socket.getOutputStream();
            try {
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                out.write(body);
                out.flush();
                return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (SocketException closed) {
                // A server may refuse and close before it has read all; its answer may then be lost on the way.
                return new Answer(CLOSED, "");
            }
        }
    }

    private static Answer answer(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.1 ") || end < 0) {
            return new Answer(0, text);
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(end + 4));
    }
}
