import { levelOf } from "@plumbline/sdk/logs/query";
import { EnvironmentRef, loadEnvironment } from "../../tenants/index.ts";
import { logsAround } from "../query/find-log-entry.ts";
import { logEntryId } from "../query/log-position.ts";
import { sayExactly } from "../query/say-exactly.ts";
import { LogEntryRef, LogLevelEnum } from "./log-refs.ts";

const around = 10;

LogEntryRef.implement({
  description: "One log entry in OpenTelemetry's data model.",
  fields: (t) => ({
    id: t.string({ description: "Opaque; `workspace.logEntry` finds it by this.", resolve: logEntryId }),
    time: t.field({
      type: "DateTime",
      description: "When it happened, by its sender's clock.",
      resolve: ({ time }) => new Date(time / 1000),
    }),
    timeUnixNano: t.string({
      description: "The same to the nanosecond, as digits since 1970.",
      resolve: ({ time, timeNanos }) => String(BigInt(time) * 1000n + BigInt(timeNanos)),
    }),
    receivedAt: t.field({
      type: "DateTime",
      description: "When Plumbline took it.",
      resolve: ({ receivedAt }) => new Date(receivedAt / 1000),
    }),
    level: t.field({
      type: LogLevelEnum,
      description: "How severe it is.",
      resolve: ({ severity }) => levelOf(severity),
    }),
    severity: t.exposeInt("severity", { description: "OpenTelemetry's number, 1 to 24; 0 when the sender gave none." }),
    severityText: t.exposeString("severityText", { nullable: true, description: "The level as the sender calls it." }),
    body: t.exposeString("body", { description: "What it says; a structured body as JSON text." }),
    bodyJson: t.field({
      type: "JSON",
      nullable: true,
      description:
        "The body as it was sent, when that was no text. Whole numbers beyond ±(2^53 − 1) are texts, here and in attributes.",
      resolve: ({ bodyJson }) => sayExactly(bodyJson),
    }),
    service: t.string({
      description: "Who wrote it; empty when the sender did not say.",
      resolve: ({ source }) => source.service,
    }),
    scope: t.string({ nullable: true, description: "Logger or library.", resolve: ({ source }) => source.scope }),
    tenant: t.exposeString("tenant", { nullable: true, description: "Whose it is, by the key the sender uses." }),
    environment: t.field({
      type: EnvironmentRef,
      nullable: true,
      description: "Where it happened: the environment of the key that sent it.",
      resolve: ({ workspaceId, environmentId }, _args, ctx) =>
        environmentId ? loadEnvironment(ctx, workspaceId, environmentId) : null,
    }),
    eventName: t.exposeString("eventName", { nullable: true, description: "Name of the event, where it is one." }),
    traceId: t.exposeString("traceId", {
      nullable: true,
      description: "32 hexadecimal digits; the filter's `traceId` finds what belongs to the same trace.",
    }),
    spanId: t.exposeString("spanId", { nullable: true, description: "16 hexadecimal digits." }),
    attributes: t.field({
      type: "JSON",
      description: "What the sender said beside the body.",
      resolve: ({ attributes }) => sayExactly(attributes),
    }),
    resource: t.field({
      type: "JSON",
      description: "What it says of where it comes from: host, process, version.",
      resolve: ({ source }) => sayExactly(source.resource),
    }),
    before: t.field({
      type: [LogEntryRef],
      description: "What the same service wrote just before it, the oldest first. Needs `logs:read`.",
      args: { first: t.arg.int({ defaultValue: around, description: "How many, 1 to 100." }) },
      complexity: ({ first }) => ({ field: 20, multiplier: first ?? around }),
      resolve: (entry, { first }, ctx) => logsAround(ctx, entry, "before", first ?? around),
    }),
    after: t.field({
      type: [LogEntryRef],
      description: "What the same service wrote just after it, the oldest first. Needs `logs:read`.",
      args: { first: t.arg.int({ defaultValue: around, description: "How many, 1 to 100." }) },
      complexity: ({ first }) => ({ field: 20, multiplier: first ?? around }),
      resolve: (entry, { first }, ctx) => logsAround(ctx, entry, "after", first ?? around),
    }),
  }),
});
