package com.clientmanager.credits.billing.http;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The methods each address accepts, for the Allow header: the framework offers them per class, not per address. */
@Startup
@Singleton
public class AllowedMethods {
    private record Route(Pattern path, String method) {}

    private final List<Route> routes = new ArrayList<>();

    AllowedMethods(BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path root = bean.getBeanClass().getAnnotation(Path.class);
            if (root != null) {
                add(root.value(), bean.getBeanClass());
            }
        }
    }

    /** Sorted; empty when nothing is under this address. */
    public Set<String> of(String path) {
        Set<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            if (route.path().matcher(path).matches()) {
                allowed.add(route.method());
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        if (!allowed.isEmpty()) {
            allowed.add("OPTIONS");
        }
        return allowed;
    }

    private void add(String root, Class<?> resource) {
        for (Method each : resource.getDeclaredMethods()) {
            String method = method(each);
            if (method != null) {
                Path below = each.getAnnotation(Path.class);
                String template = root + (below == null ? "" : "/" + below.value());
                routes.add(new Route(Pattern.compile(pattern(template.replaceAll("/{2,}", "/")) + "/*"), method));
            }
        }
    }

    private static @Nullable String method(Method method) {
        for (Annotation each : method.getAnnotations()) {
            HttpMethod named = each.annotationType().getAnnotation(HttpMethod.class);
            if (named != null) {
                return named.value();
            }
        }
        return null;
    }

    /**
     * A path template as a pattern: {name} is one segment, {name: pattern} what the pattern takes, which may hold
     * braces.
     */
    private static String pattern(String template) {
        StringBuilder pattern = new StringBuilder();
        for (int at = 0; at < template.length(); at++) {
            if (template.charAt(at) != '{') {
                pattern.append(Pattern.quote(template.substring(at, at + 1)));
                continue;
            }
            int end = end(template, at);
            String name = template.substring(at + 1, end);
            int colon = name.indexOf(':');
            pattern.append(
                    colon < 0 ? "[^/]+" : "(?:" + name.substring(colon + 1).strip() + ")");
            at = end;
        }
        return pattern.toString();
    }

    private static int end(String template, int open) {
        int depth = 0;
        for (int at = open; at < template.length(); at++) {
            depth += template.charAt(at) == '{' ? 1 : template.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException("a brace is open: " + template);
    }
}
