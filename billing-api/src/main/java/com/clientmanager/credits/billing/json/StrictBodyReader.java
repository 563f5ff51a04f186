package com.clientmanager.credits.billing.json;

import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Reads the JSON body of every request. It has a mapper of its own: the injected one also reads what was stored before
 * these rules, and that must stay readable.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class StrictBodyReader implements ServerMessageBodyReader<Object> {
    private final JsonMapper mapper = StrictMapper.create();

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return true;
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo lazyMethod, MediaType mediaType) {
        return true;
    }

    @Override
    public Object readFrom(Class<Object> type, Type genericType, MediaType mediaType, ServerRequestContext context)
            throws IOException {
        return read(genericType, context.getInputStream());
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(genericType, body);
    }

    private Object read(Type type, InputStream body) throws IOException {
        String text = text(body.readAllBytes());
        try (JsonParser parser = mapper.createParser(text)) {
            check(new BodyTokens(parser));
        }
        return mapper.readValue(text, mapper.constructType(type));
    }

    private static void check(BodyTokens tokens) throws IOException {
        try {
            tokens.check();
        } catch (StreamConstraintsException unusual) {
            throw Problem.field(tokens.member(), "The value is longer or deeper than any that is read here.");
        } catch (StreamReadException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static String text(byte[] body) {
        if (body.length == 0) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "A body is needed: one JSON object.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The body is not UTF-8.");
        }
    }

    private static Problem unreadable(JsonProcessingException unreadable) {
        var place = unreadable.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return Problem.of(ProblemCode.INVALID_REQUEST, "The body is not JSON that is read here" + where + ".");
    }
}
