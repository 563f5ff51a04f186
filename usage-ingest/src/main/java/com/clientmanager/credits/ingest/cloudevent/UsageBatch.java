package com.clientmanager.credits.ingest.cloudevent;

import com.clientmanager.credits.schemas.UsageRecorded;
import java.util.List;

/** What a call holds: events whose form is right, in their order, and the reasons of the others. */
public record UsageBatch(List<UsageRecorded> events, List<Rejection> rejected) {}
