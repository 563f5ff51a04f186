package com.clientmanager.credits.ingest.cloudevent;

import com.clientmanager.credits.schemas.UsageRecorded;
import java.util.List;

/** The parsed content of a request: valid events in order, and rejections of the others. */
public record UsageBatch(List<UsageRecorded> events, List<Rejection> rejected) {}
