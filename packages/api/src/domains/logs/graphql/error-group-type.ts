import { builder } from "../../../graphql/builder.ts";
import { EventRef } from "../../../graphql/event-type.ts";
import { UserRef } from "../../accounts/index.ts";
import { EnvironmentRef, loadPerson } from "../../workspaces/index.ts";
import { countsOf, facetsOf } from "../error-groups/group/error-group-numbers.ts";
import { explainErrorGroup } from "../error-groups/group/explain-error-group.ts";
import {
  listErrorGroupMoves,
  listErrorGroupTimeline,
  listErrorPatterns,
} from "../error-groups/group/list-error-groups.ts";
import {
  loadEnvironmentsOf,
  loadErrorGroupMoveNode,
  loadErrorGroupNode,
  loadErrorPatternNode,
} from "../error-groups/group/load-group-nodes.ts";
import { loadSeenGroup } from "../error-groups/group/seen-here.ts";
import { listLogs } from "../query/list-logs.ts";
import { ErrorFacetRef, ErrorStepRef, GroupExplanationRef, StepEnum } from "./error-group-parts.ts";
import {
  ErrorGroupMoveKindEnum,
  ErrorGroupMoveRef,
  ErrorGroupRef,
  ErrorGroupStateEnum,
  ErrorPatternRef,
} from "./error-group-refs.ts";
import { LogEntryRef } from "./log-refs.ts";

const day = 24;

builder.node(ErrorGroupRef, {
  description: "Errors of one signature, or of several that turned out to be one.",
  id: { resolve: (group) => group.id },
  loadOne: loadErrorGroupNode,
  fields: (t) => ({
    title: t.exposeString("title", { description: "Type and message of its first error, in one line." }),
    template: t.exposeString("template", {
      description: "The message with what varies replaced: `user <…> not found`.",
    }),
    explanation: t.field({
      type: GroupExplanationRef,
      complexity: 5,
      description: "Why its errors are one group: what is the same, what varies, by which rule, and what was learned.",
      resolve: (group, _args, ctx) => explainErrorGroup(ctx, group),
    }),
    exceptionType: t.exposeString("exceptionType", {
      nullable: true,
      description: "`TypeError`; null for a plain message.",
    }),
    frames: t.exposeStringList("frames", {
      description:
        "The application's own calls nearest to where it was thrown, without lines; empty without a stack trace.",
    }),
    service: t.exposeString("service", { description: "Who had it; empty when the sender did not say." }),
    severity: t.exposeInt("severity", { description: "OpenTelemetry's number of its most severe error." }),
    state: t.expose("state", { type: ErrorGroupStateEnum, description: "Where it is in its life." }),
    count: t.exposeFloat("count", { description: "Its errors since the first one; a whole number." }),
    firstSeenAt: t.expose("firstSeenAt", { type: "DateTime", description: "Its first error." }),
    lastSeenAt: t.expose("lastSeenAt", { type: "DateTime", description: "Its newest error." }),
    firstRelease: t.exposeString("firstRelease", {
      nullable: true,
      description: "`service.version` of its first error; null when the sender names none.",
    }),
    lastRelease: t.exposeString("lastRelease", { nullable: true, description: "`service.version` of a newest error." }),
    regressions: t.exposeInt("regressions", { description: "How often it came back after it was resolved." }),
    regressedAt: t.expose("regressedAt", { type: "DateTime", nullable: true, description: "When it last came back." }),
    resolvedAt: t.expose("resolvedAt", { type: "DateTime", nullable: true, description: "When it was resolved." }),
    resolvedBy: t.exposeString("resolvedBy", { nullable: true, description: "Who resolved it." }),
    resolvedIn: t.exposeString("resolvedIn", {
      nullable: true,
      description: "The release that holds the fix; what ran before may still send it.",
    }),
    mutedBy: t.exposeString("mutedBy", { nullable: true, description: "Who keeps it quiet." }),
    mutedUntil: t.expose("mutedUntil", { type: "DateTime", nullable: true, description: "Until when it is quiet." }),
    mutedUntilCount: t.exposeFloat("mutedUntilCount", {
      nullable: true,
      description: "Until which `count` it is quiet; a whole number.",
    }),
    ...{
      assignee: t.field({
        type: UserRef,
        nullable: true,
        complexity: 2,
        description: "Who takes care of it; null for nobody, or for who is no member any more.",
        resolve: ({ workspaceId, assigneeId }, _args, ctx) =>
          assigneeId ? loadPerson(ctx, workspaceId, assigneeId) : null,
      }),
      mergedInto: t.field({
        type: ErrorGroupRef,
        nullable: true,
        complexity: 2,
        description: "The group that it was merged into; null while it stands for itself.",
        resolve: ({ workspaceId, mergedInto }, _args, ctx) =>
          mergedInto ? loadSeenGroup(ctx, workspaceId, mergedInto) : null,
      }),
      environments: t.field({
        type: [EnvironmentRef],
        complexity: 2,
        description: "Environments that it was met in, as far as its senders named them.",
        resolve: (group, _args, ctx) => loadEnvironmentsOf(ctx, group),
      }),
      counts: t.field({
        type: [ErrorStepRef],
        description: "Its errors over time for a sparkline, the oldest first, every step up to now.",
        args: {
          step: t.arg({ type: StepEnum, defaultValue: "hour", description: "How long a step is." }),
          steps: t.arg.int({ defaultValue: day, description: "How many, 1 to 168." }),
        },
        complexity: { field: 5, multiplier: 2 },
        resolve: (group, { step, steps }, ctx) => countsOf(ctx, group, { step: step ?? "hour", steps: steps ?? day }),
      }),
      tenants: t.field({
        type: [ErrorFacetRef],
        complexity: { field: 5, multiplier: 2 },
        description: "Tenants that met it, by their key, the newest first; 20 at most.",
        resolve: (group, _args, ctx) => facetsOf(ctx, group, "tenant"),
      }),
      releases: t.field({
        type: [ErrorFacetRef],
        complexity: { field: 5, multiplier: 2 },
        description: "Releases that it was seen in, the newest first; 20 at most.",
        resolve: (group, _args, ctx) => facetsOf(ctx, group, "release"),
      }),
      entries: t.connection({
        type: LogEntryRef,
        description: "Its log entries as far as they are kept, the newest first.",
        resolve: (group, page, ctx) => listLogs(ctx, group.workspaceId, page, { groupId: group.id }),
      }),
      patterns: t.connection({
        type: ErrorPatternRef,
        description: "The generalised messages that it holds, the newest first.",
        resolve: (group, page, ctx) => listErrorPatterns(ctx, group, page),
      }),
      moves: t.connection({
        type: ErrorGroupMoveRef,
        description: "Its merges and splits, the newest first. Each can be undone.",
        resolve: (group, page, ctx) => listErrorGroupMoves(ctx, group, page),
      }),
      timeline: t.connection({
        type: EventRef,
        description: "Everything that happened to it, the newest first.",
        resolve: (group, page, ctx) => listErrorGroupTimeline(ctx, group, page),
      }),
    },
  }),
});

builder.node(ErrorPatternRef, {
  description: "A distinct generalised error. It is in one group at a time, and merges and splits move it.",
  id: { resolve: (pattern) => pattern.id },
  loadOne: loadErrorPatternNode,
  fields: (t) => ({
    template: t.exposeString("template", { description: "The message with what varies replaced." }),
    count: t.exposeFloat("count", {
      description: "Its errors; a whole number. 0 for a pattern that was learned from others.",
    }),
    pinned: t.exposeBoolean("pinned", {
      description: "Whether somebody put it where it is, so that nothing that is learned moves it.",
    }),
    firstSeenAt: t.expose("firstSeenAt", { type: "DateTime", description: "Its first error." }),
    lastSeenAt: t.expose("lastSeenAt", { type: "DateTime", description: "Its newest error." }),
    group: t.field({
      type: ErrorGroupRef,
      nullable: true,
      complexity: 2,
      description: "The group that it is in.",
      resolve: ({ workspaceId, groupId }, _args, ctx) => loadSeenGroup(ctx, workspaceId, groupId),
    }),
  }),
});

builder.node(ErrorGroupMoveRef, {
  description: "A merge or a split of error groups.",
  id: { resolve: (move) => move.id },
  loadOne: loadErrorGroupMoveNode,
  fields: (t) => ({
    kind: t.expose("kind", { type: ErrorGroupMoveKindEnum, description: "What was done." }),
    because: t.exposeString("because", { description: "Why: what was learned, or who said so." }),
    madeBy: t.exposeString("madeBy", { nullable: true, description: "Who did it; null where it was learned." }),
    patterns: t.int({ description: "How many patterns it moved.", resolve: ({ patternIds }) => patternIds.length }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When." }),
    undoneAt: t.expose("undoneAt", { type: "DateTime", nullable: true, description: "When it was undone." }),
    undoneBy: t.exposeString("undoneBy", { nullable: true, description: "Who undid it." }),
    from: t.field({
      type: ErrorGroupRef,
      nullable: true,
      complexity: 2,
      description: "Where the patterns were.",
      resolve: ({ workspaceId, fromId }, _args, ctx) => loadSeenGroup(ctx, workspaceId, fromId),
    }),
    into: t.field({
      type: ErrorGroupRef,
      nullable: true,
      complexity: 2,
      description: "Where they went.",
      resolve: ({ workspaceId, intoId }, _args, ctx) => loadSeenGroup(ctx, workspaceId, intoId),
    }),
  }),
});
