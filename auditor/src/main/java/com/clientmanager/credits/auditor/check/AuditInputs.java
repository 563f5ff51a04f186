package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.record.Topics;
import com.clientmanager.credits.auditor.source.SchemaSource;
import com.clientmanager.credits.auditor.source.TableSource;
import com.clientmanager.credits.auditor.source.TopicSource;
import org.jspecify.annotations.Nullable;

/**
 * What an audit looks at.
 *
 * @param tables null: PostgreSQL is left out
 * @param latenessDays how old usage may be (R3)
 */
public record AuditInputs(
        Topics names,
        TopicSource topics,
        SchemaSource schemas,
        @Nullable TableSource tables,
        long latenessDays) {}
