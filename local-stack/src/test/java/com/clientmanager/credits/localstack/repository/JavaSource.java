package com.clientmanager.credits.localstack.repository;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Java text as the compiler's own parser reads it; names and types are not resolved. */
final class JavaSource {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private JavaSource() {}

    /** The syntax tree of {@code text}. */
    static CompilationUnitTree parse(String text) {
        return parseAll(List.of(new Text("Source.java", text))).getFirst();
    }

    /** The syntax trees of the repository's {@code files}; one compiler for all, since each takes a while to start. */
    static Map<Path, CompilationUnitTree> parse(List<Path> files) {
        List<CompilationUnitTree> trees = parseAll(files.stream()
                .map(file -> new Text(file.toString(), RepositoryFiles.read(file)))
                .toList());
        Map<Path, CompilationUnitTree> byFile = new LinkedHashMap<>();
        for (int i = 0; i < trees.size(); i++) {
            byFile.put(files.get(i), trees.get(i));
        }
        return byFile;
    }

    private static List<CompilationUnitTree> parseAll(List<Text> files) {
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, null, List.of("-proc:none"), null, files);
        List<CompilationUnitTree> trees = new ArrayList<>();
        try {
            task.parse().forEach(trees::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return trees;
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String name, String text) {
            super(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
