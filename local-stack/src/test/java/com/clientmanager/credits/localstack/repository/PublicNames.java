package com.clientmanager.credits.localstack.repository;

import com.clientmanager.credits.schemas.Topic;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What users rely on, found in the sources: topics, stores, settings, metrics, tables and HTTP endpoints. */
final class PublicNames {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");
    private static final Pattern STORES = Pattern.compile("stores: \\[([^]]*)]");
    private static final Pattern SETTING = Pattern.compile("(?m)^(?:%[a-z]+\\.)?((?:credits|schema)\\.[\\w.-]+)\\s*=");
    private static final Pattern INJECTED =
            Pattern.compile("(?:@ConfigProperty\\(\\s*name = \"|\\$\\{)((?:credits|schema)[\\w.-]+)");
    private static final Pattern METRIC =
            Pattern.compile("(?:builder|counter|gauge|timer|summary)\\(\\s*\"((?:credits|usage)\\.[a-z.]+)\"");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE ([\\w.]+) \\(\\n(.*?)\\n\\);", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("(?m)^    ([a-z]\\w*) +([a-z]+(?: \\w+)?)");

    private PublicNames() {}

    static Set<String> all() {
        Set<String> names = new TreeSet<>();
        for (Topic topic : Topic.values()) {
            names.add("topic " + topic.topicName("") + " " + new TreeMap<>(topic.config(3)));
            names.add("subject " + topic.subject(""));
        }
        Matcher stores =
                STORES.matcher(RepositoryFiles.read(Path.of("credit-aggregator/src/test/resources/topology.txt")));
        while (stores.find()) {
            for (String store : stores.group(1).split(", ")) {
                names.add("store " + store);
            }
        }
        for (Path file : RepositoryFiles.endingWith("src/main/resources/application.properties")) {
            find(SETTING, RepositoryFiles.read(file)).forEach(name -> names.add("setting " + name));
        }
        for (Path file : RepositoryFiles.endingWith(".sql")) {
            if (file.toString().contains("db/migration")) {
                names.addAll(tables(RepositoryFiles.read(file)));
            }
        }
        List<Path> services = RepositoryFiles.mainSources();
        for (Path file : services) {
            String text = RepositoryFiles.read(file);
            find(INJECTED, text).forEach(name -> names.add("setting " + name));
            find(METRIC, text).forEach(name -> names.add("metric " + name));
        }
        Map<Path, CompilationUnitTree> trees = JavaSource.parse(services);
        trees.values().forEach(tree -> names.addAll(endpoints(tree)));
        return names;
    }

    /** Tables and their columns with their types, of one migration. */
    static Set<String> tables(String sql) {
        Set<String> names = new TreeSet<>();
        Matcher tables = TABLE.matcher(sql);
        while (tables.find()) {
            Matcher columns = COLUMN.matcher(tables.group(2));
            while (columns.find()) {
                String type = columns.group(2).replaceAll(" (NOT|PRIMARY|REFERENCES|GENERATED|DEFAULT|UNIQUE)$", "");
                names.add("column " + tables.group(1) + "." + columns.group(1) + " " + type);
            }
        }
        return names;
    }

    /** Methods and paths of the JAX-RS resources in {@code unit}. */
    static Set<String> endpoints(CompilationUnitTree unit) {
        Set<String> names = new TreeSet<>();
        new TreeScanner<Void, String>() {
            @Override
            public Void visitClass(ClassTree node, String outer) {
                return super.visitClass(node, path(node.getModifiers().getAnnotations(), ""));
            }

            @Override
            public Void visitMethod(MethodTree node, String base) {
                List<? extends AnnotationTree> annotations = node.getModifiers().getAnnotations();
                for (AnnotationTree annotation : annotations) {
                    String method = annotation.getAnnotationType().toString();
                    if (METHODS.contains(method)) {
                        String path = path(annotations, "");
                        String slash = path.isEmpty() || path.startsWith("/") ? "" : "/";
                        names.add("endpoint " + method + " " + base + slash + path);
                    }
                }
                return null;
            }
        }.scan(unit, "");
        return names;
    }

    private static String path(List<? extends AnnotationTree> annotations, String none) {
        for (AnnotationTree annotation : annotations) {
            if (annotation.getAnnotationType().toString().equals("Path")) {
                ExpressionTree value = annotation.getArguments().getFirst();
                ExpressionTree text = value instanceof AssignmentTree assigned ? assigned.getExpression() : value;
                return text instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : text.toString();
            }
        }
        return none;
    }

    private static Set<String> find(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
