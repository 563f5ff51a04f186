package com.clientmanager.credits.billing.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Sends bytes that no HTTP client would send, one request a connection, and reads the answer within a client's 10 s.
 */
final class RawHttp {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private RawHttp() {}

    /** An answer, read whole; an event stream only up to its headers. */
    record Answer(int status, Map<String, String> headers, String body, Duration took) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /**
     * Sends a request as it stands.
     *
     * @throws java.net.SocketTimeoutException when nothing more comes for 10 s
     * @throws EOFException when the connection ends before the answer does
     */
    static Answer send(int port, byte[] request, boolean head) throws IOException {
        long begun = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int status = Integer.parseInt(line(in).split(" ", 3)[1]);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                headers.merge(
                        header.substring(0, colon), header.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
            }
            String body = head || status == 204 || status == 304 ? "" : body(in, headers);
            return new Answer(status, headers, body, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        String type = headers.getOrDefault("Content-Type", "").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/event-stream")) {
            return "";
        }
        byte[] bytes;
        if (headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
            bytes = chunks(in);
        } else if (headers.containsKey("Content-Length")) {
            bytes = exactly(in, Integer.parseInt(headers.get("Content-Length")));
        } else {
            bytes = in.readAllBytes();
        }
        if (headers.getOrDefault("Content-Encoding", "").equals("gzip")) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            whole.write(exactly(in, size));
            line(in);
        }
        line(in);
        return whole.toByteArray();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within the answer: " + line);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
