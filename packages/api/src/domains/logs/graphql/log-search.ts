import { builder } from "../../../graphql/builder.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { countLogs } from "../query/count-logs.ts";
import { facetLogs } from "../query/facet-logs.ts";
import { findLogEntry } from "../query/find-log-entry.ts";
import { histogramLogs } from "../query/histogram-logs.ts";
import { listLogs } from "../query/list-logs.ts";
import { LogCountRef } from "./log-counts-type.ts";
import { LogFilterInput, searchOf } from "./log-filter-input.ts";
import { LogEntryRef, LogFacetsRef, LogHistogramRef } from "./log-refs.ts";

const bars = 60;

builder.objectFields(WorkspaceRef, (t) => ({
  logs: t.connection({
    type: LogEntryRef,
    description: "Log entries, the newest first. Needs `logs:read`.",
    args: { filter: t.arg({ type: LogFilterInput, description: "Which ones." }) },
    resolve: (workspace, { filter, ...page }, ctx) => listLogs(ctx, workspace.id, page, searchOf(filter)),
  }),
  logCount: t.field({
    type: LogCountRef,
    complexity: 50,
    description: "How many entries match, exactly or at least. Needs `logs:read`.",
    args: { filter: t.arg({ type: LogFilterInput, description: "Which ones." }) },
    resolve: (workspace, { filter }, ctx) => countLogs(ctx, workspace.id, searchOf(filter)),
  }),
  logHistogram: t.field({
    type: LogHistogramRef,
    complexity: 50,
    description: "Entries by time and level; without a time, of the last 24 hours. Needs `logs:read`.",
    args: {
      filter: t.arg({ type: LogFilterInput, description: "Which ones." }),
      bars: t.arg.int({ defaultValue: bars, description: "Bars at most, 1 to 200." }),
    },
    resolve: (workspace, args, ctx) => histogramLogs(ctx, workspace.id, searchOf(args.filter), args.bars ?? bars),
  }),
  logFacets: t.field({
    type: LogFacetsRef,
    complexity: 50,
    description: "Levels, services, tenants, environments and attributes with their counts. Needs `logs:read`.",
    args: { filter: t.arg({ type: LogFilterInput, description: "Of which entries." }) },
    resolve: (workspace, { filter }, ctx) => facetLogs(ctx, workspace.id, searchOf(filter)),
  }),
  logEntry: t.field({
    type: LogEntryRef,
    nullable: true,
    description: "One entry; null when it is gone or never was. Needs `logs:read`.",
    args: { id: t.arg.string({ required: true, description: "Its id, as a list gave it." }) },
    resolve: (workspace, { id }, ctx) => findLogEntry(ctx, workspace.id, id),
  }),
}));
