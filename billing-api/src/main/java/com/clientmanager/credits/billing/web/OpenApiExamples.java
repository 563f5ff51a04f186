package com.clientmanager.credits.billing.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the OpenAPI description what is the same everywhere (problems, idempotency keys) and the examples of
 * openapi-examples.yaml.
 */
public class OpenApiExamples implements OASFilter {
    /** What is sent and what is answered. */
    record Example(@Nullable Object request, @Nullable Object answer) {}

    @Override
    public void filterOpenAPI(OpenAPI description) {
        Map<String, Example> examples = examples();
        if (description.getPaths() == null || description.getPaths().getPathItems() == null) {
            return;
        }
        description.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/v1")) {
                item.getOperations().forEach((method, operation) -> complete(method, operation, examples));
            }
        });
    }

    private static void complete(HttpMethod method, Operation operation, Map<String, Example> examples) {
        if (method != HttpMethod.GET) {
            operation.addParameter(OASFactory.createParameter()
                    .name("Idempotency-Key")
                    .in(Parameter.In.HEADER)
                    .description("The same key and request is answered from store and done once (R19)")
                    .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
        }
        operation.getResponses().addAPIResponse("default", problem());
        Example example = examples.get(operation.getOperationId());
        if (example == null) {
            return;
        }
        if (operation.getRequestBody() != null && example.request() != null) {
            show(operation.getRequestBody().getContent(), example.request());
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2") && example.answer() != null) {
                show(response.getContent(), example.answer());
            }
        });
    }

    private static void show(@Nullable Content content, Object example) {
        if (content != null && content.getMediaTypes() != null) {
            content.getMediaTypes().forEach((type, media) -> media.setExample(example));
        }
    }

    private static APIResponse problem() {
        MediaType media = OASFactory.createMediaType()
                .example(Map.of(
                        "type", ProblemCode.NOT_FOUND.type(),
                        "title", ProblemCode.NOT_FOUND.title(),
                        "status", ProblemCode.NOT_FOUND.status(),
                        "code", ProblemCode.NOT_FOUND.name(),
                        "detail", Problem.notFound().detail()));
        return OASFactory.createAPIResponse()
                .description("RFC 9457 problem with a stable code; names the field at fault")
                .content(OASFactory.createContent().addMediaType(ProblemBody.MEDIA_TYPE, media));
    }

    private static Map<String, Example> examples() {
        try (InputStream file = Objects.requireNonNull(
                OpenApiExamples.class.getResourceAsStream("/openapi-examples.yaml"), "openapi-examples.yaml")) {
            return new YAMLMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
