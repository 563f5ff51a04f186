package com.clientmanager.credits.localstack.repository;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Switches over an enum that have a {@code default}: a new constant would compile without being decided. */
final class EnumSwitches {
    private EnumSwitches() {}

    /** The sets of constants of the enums declared in {@code unit}. */
    static List<Set<String>> enums(CompilationUnitTree unit) {
        List<Set<String>> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree node, Void nothing) {
                if (node.getKind() == Tree.Kind.ENUM) {
                    Set<String> constants = new HashSet<>();
                    for (Tree member : node.getMembers()) {
                        if (member instanceof VariableTree field && isConstant(field, node)) {
                            constants.add(field.getName().toString());
                        }
                    }
                    found.add(constants);
                }
                return super.visitClass(node, nothing);
            }
        }.scan(unit, null);
        return found;
    }

    /** The switches of {@code unit} with a default whose constants all belong to one of {@code enums}. */
    static List<String> withDefault(CompilationUnitTree unit, List<Set<String>> enums) {
        List<String> found = new ArrayList<>();
        Set<String> fields = fields(unit);
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitSwitch(SwitchTree node, Void nothing) {
                judge(node.getExpression().toString(), node.getCases(), enums, fields, found);
                return super.visitSwitch(node, nothing);
            }

            @Override
            public Void visitSwitchExpression(SwitchExpressionTree node, Void nothing) {
                judge(node.getExpression().toString(), node.getCases(), enums, fields, found);
                return super.visitSwitchExpression(node, nothing);
            }
        }.scan(unit, null);
        return found;
    }

    /** Constants of the unit's own that are no enum's, such as numbers. */
    private static Set<String> fields(CompilationUnitTree unit) {
        Set<String> names = new HashSet<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree node, Void nothing) {
                for (Tree member : node.getMembers()) {
                    if (member instanceof VariableTree field && !isConstant(field, node)) {
                        names.add(field.getName().toString());
                    }
                }
                return super.visitClass(node, nothing);
            }
        }.scan(unit, null);
        return names;
    }

    private static boolean isConstant(VariableTree field, ClassTree owner) {
        return field.getType() instanceof IdentifierTree type
                && type.getName().equals(owner.getSimpleName())
                && field.getModifiers()
                        .getFlags()
                        .containsAll(Set.of(
                                javax.lang.model.element.Modifier.PUBLIC,
                                javax.lang.model.element.Modifier.STATIC,
                                javax.lang.model.element.Modifier.FINAL));
    }

    private static void judge(
            String subject,
            List<? extends CaseTree> cases,
            List<Set<String>> enums,
            Set<String> fields,
            List<String> found) {
        boolean hasDefault = false;
        Set<String> constants = new HashSet<>();
        for (CaseTree oneCase : cases) {
            for (Tree label : oneCase.getLabels()) {
                switch (label) {
                    case DefaultCaseLabelTree ignored -> hasDefault = true;
                    case ConstantCaseLabelTree constant
                    when constant.getConstantExpression() instanceof IdentifierTree name ->
                        constants.add(name.getName().toString());
                    default -> {
                        return; // a number, a text or a pattern: not over constants of an enum
                    }
                }
            }
        }
        boolean isOfFields = constants.stream().anyMatch(fields::contains);
        if (hasDefault
                && !constants.isEmpty()
                && !isOfFields
                && enums.stream().anyMatch(all -> all.containsAll(constants))) {
            found.add("switch " + subject + " over " + constants);
        }
    }
}
