package com.clientmanager.credits.localstack;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A locally issued bearer token: RS256, with the issuer and audience that the services expect.
 *
 * @param account absent for services and operators
 * @param roles of usage:write, billing:read, billing:manage and operator
 * @param sources allowed sources of usage events, each exact or a prefix that ends in {@code *}
 */
public record LocalToken(
        String subject, String name, Optional<String> account, List<String> roles, List<String> sources) {
    public static final String USAGE_WRITE = "usage:write";
    private static final String ISSUER = "https://credits.clientmanager.example";
    private static final String AUDIENCE = "clientmanager-credits";
    private static final Duration LIFETIME = Duration.ofHours(12);

    /** A user who may read and manage one account. */
    public static LocalToken ofAccount(String account) {
        return new LocalToken(
                "ada@" + account,
                "Ada Lovelace",
                Optional.of(account),
                List.of("billing:read", "billing:manage"),
                List.of());
    }

    /** A service or operator with one role and no account; the role usage:write allows every source. */
    public static LocalToken ofRole(String role) {
        return ofRole(role, role.equals(USAGE_WRITE) ? List.of("*") : List.of());
    }

    /** A producing service with these sources only. */
    public static LocalToken ofProducer(List<String> sources) {
        return ofRole(USAGE_WRITE, sources);
    }

    private static LocalToken ofRole(String role, List<String> sources) {
        return new LocalToken("local-" + role, "Local " + role, Optional.empty(), List.of(role), sources);
    }

    /** The signed token, valid for 12 hours. */
    public String signedBy(LocalKeys keys) {
        String message = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encode(claims().getBytes(StandardCharsets.UTF_8));
        return message + "." + encode(keys.sign(message.getBytes(StandardCharsets.US_ASCII)));
    }

    private String claims() {
        long now = Clock.systemUTC().instant().getEpochSecond();
        String ofSources = sources.isEmpty() ? "" : ",\"sources\":" + array(sources);
        String ofAccount = account.map(id -> ",\"account\":" + quoted(id)).orElse("");
        return ("{\"iss\":\"%s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d,\"jti\":\"%s\",\"sub\":%s,\"upn\":%s,"
                        + "\"name\":%s,\"groups\":%s%s%s}")
                .formatted(
                        ISSUER,
                        AUDIENCE,
                        now,
                        now + LIFETIME.toSeconds(),
                        UUID.randomUUID(),
                        quoted(subject),
                        quoted(subject),
                        quoted(name),
                        array(roles),
                        ofAccount,
                        ofSources);
    }

    private static String array(List<String> texts) {
        return texts.stream().map(LocalToken::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
