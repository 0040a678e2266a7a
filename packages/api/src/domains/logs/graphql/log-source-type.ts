import { apiKeys, logSources } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { ApiKeyRef, WorkspaceRef } from "../../workspaces/index.ts";
import { ingestPlainEntries } from "../ingest/ingest-plain-entries.ts";
import { listLogSources } from "../sources/list-log-sources.ts";
import type { LogBatchAnswer } from "../store/log-store.ts";
import { LogSourceRef } from "./log-upkeep-refs.ts";

builder.node(LogSourceRef, {
  description: "A service that delivers logs by an API key, with its newest delivery as the proof.",
  id: { resolve: (source) => source.id },
  loadOne: loadNode(logSources, "logs:read"),
  fields: (t) => ({
    service: t.exposeString("service", { description: "`service.name`; empty when the sender gives none." }),
    apiKey: t.field({
      type: ApiKeyRef,
      nullable: true,
      description: "The key by which it delivers. Needs `api_keys:read`.",
      resolve: (source, _, ctx) => loadNode(apiKeys, "api_keys:read")(source.apiKeyId, ctx),
    }),
    door: t.exposeString("door", {
      description: "The door of the newest delivery: `otlp-protobuf`, `otlp-json`, `ndjson` or `graphql`.",
    }),
    client: t.exposeString("client", { nullable: true, description: "What sends, by its own words." }),
    firstAt: t.expose("firstAt", { type: "DateTime", description: "When its first entry came." }),
    lastAt: t.expose("lastAt", {
      type: "DateTime",
      description: "When its newest entry came, as of five seconds ago.",
    }),
    entries: t.exposeFloat("entries", { description: "Entries since the first." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  logSources: t.connection(
    {
      type: LogSourceRef,
      description: "Who delivers logs, the newest source first. Needs `logs:read`.",
      resolve: (workspace, page, ctx) => listLogSources(ctx, workspace.id, page),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const AnswerRef = builder.objectRef<LogBatchAnswer>("IngestLogsSuccess").implement({
  description: "What became of the entries. They are stored.",
  fields: (t) => ({
    accepted: t.exposeInt("accepted", { description: "Entries stored." }),
    rejected: t.exposeInt("rejected", { description: "Entries that could not be taken." }),
    notice: t.exposeString("message", {
      nullable: true,
      description: "Why some were rejected or changed; null when nothing is to be said.",
    }),
  }),
});

const EntryInput = builder.inputType("LogEntryInput", {
  description: "A log entry.",
  fields: (t) => ({
    time: t.field({ type: "DateTime", description: "When it happened. Default: now." }),
    level: t.string({ description: "`debug`, `info`, `warn`, `error` and what else loggers call it." }),
    severityNumber: t.int({ description: "OpenTelemetry's severity number, 1 to 24. Counts before `level`." }),
    body: t.string({ required: true, description: "The message." }),
    service: t.string({ description: "Which service." }),
    tenant: t.string({ description: "The tenant's key." }),
    traceId: t.string({ description: "32 hexadecimal digits." }),
    spanId: t.string({ description: "16 hexadecimal digits." }),
    eventName: t.string({ description: "The event's name, where the entry is one." }),
    attributes: t.field({ type: "JSON", description: "An object of whatever else is known." }),
  }),
});

const IngestInput = builder.inputType("IngestLogsInput", {
  description: "Log entries.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    entries: t.field({ type: [EntryInput], required: true, description: "At most 1,000." }),
  }),
});

builder.mutationFields((t) => ({
  ingestLogs: t.field({
    type: AnswerRef,
    description: "Stores log entries. Needs `logs:write`. For more than a few use `/v1/logs` or `/v1/logs/ndjson`.",
    args: { input: t.arg({ type: IngestInput, required: true, description: "The entries." }) },
    errors: { ...refusals("IngestLogs", "result"), directResult: true },
    resolve: (_, { input }, ctx) => ingestPlainEntries(ctx, uuids(input)),
  }),
}));
