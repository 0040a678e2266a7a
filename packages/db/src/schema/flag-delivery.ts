import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, workspaceId, workspacePolicies } from "./columns.ts";
import { apiKeys } from "./credentials.ts";
import { flags } from "./flags.ts";
import { environments } from "./tenants.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });

/** An environment's whole snapshot as it was built last: a process that starts reads this and the deltas behind it instead of every table. */
export const flagSnapshots = pgTable(
  "flag_snapshots",
  {
    workspaceId: inWorkspace(),
    environmentId: uuid("environment_id").notNull(),
    version: bigint("version", { mode: "number" }).notNull(),
    /** The snapshot as JSON text: it is handed on, never searched. */
    snapshot: text("snapshot").notNull(),
    builtAt: moment("built_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "flag_snapshots_pkey", columns: [t.workspaceId, t.environmentId] }),
    foreignKey({
      name: "flag_snapshots_environment",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    ...workspacePolicies("flag_snapshots"),
  ],
);

/** How often a flag answered a variant, by the hour: summed up by whoever evaluates, written in batches. */
export const flagExposures = pgTable(
  "flag_exposures",
  {
    workspaceId: inWorkspace(),
    environmentId: uuid("environment_id").notNull(),
    flagId: uuid("flag_id").notNull(),
    /** The hour's begin. */
    hour: moment("hour").notNull(),
    /** Key of the variant; empty for the caller's own default. */
    variant: text("variant").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
    lastAt: moment("last_at").notNull(),
  },
  (t) => [
    primaryKey({
      name: "flag_exposures_pkey",
      columns: [t.workspaceId, t.flagId, t.environmentId, t.hour, t.variant],
    }),
    index("flag_exposures_environment").on(t.workspaceId, t.environmentId, t.hour),
    check("flag_exposures_count", sql`count > 0`),
    foreignKey({
      name: "flag_exposures_flag",
      columns: [t.workspaceId, t.flagId],
      foreignColumns: [flags.workspaceId, flags.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_exposures_environment_id",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    ...workspacePolicies("flag_exposures"),
  ],
);

/** Which step or rule of a flag decided how often, by the minute; for what happens now, so it is kept for hours. */
export const flagDecisions = pgTable(
  "flag_decisions",
  {
    workspaceId: inWorkspace(),
    environmentId: uuid("environment_id").notNull(),
    flagId: uuid("flag_id").notNull(),
    /** The minute's begin, by the clock of the server that took the report. */
    minute: moment("minute").notNull(),
    /** As the SDK calls it, `rules`; empty where the answer does not say, as in a browser. */
    step: text("step").notNull(),
    /** The rule at step `rules`; empty for every other step, and for a rule that the flag has no more. */
    ruleId: text("rule_id").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({
      name: "flag_decisions_pkey",
      columns: [t.workspaceId, t.flagId, t.environmentId, t.minute, t.step, t.ruleId],
    }),
    index("flag_decisions_environment").on(t.workspaceId, t.environmentId, t.minute),
    index("flag_decisions_minute").on(t.minute),
    check("flag_decisions_count", sql`count > 0`),
    foreignKey({
      name: "flag_decisions_flag",
      columns: [t.workspaceId, t.flagId],
      foreignColumns: [flags.workspaceId, flags.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_decisions_environment_id",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    ...workspacePolicies("flag_decisions"),
  ],
);

/** What evaluates flags: one SDK with one key, and the newest evidence that it does. */
export const flagSources = pgTable(
  "flag_sources",
  {
    id: id(),
    workspaceId: inWorkspace(),
    environmentId: uuid("environment_id").notNull(),
    apiKeyId: uuid("api_key_id").notNull(),
    /** `plumbline-node`, `plumbline-web`, or `ofrep` for OpenFeature's remote evaluation. */
    sdk: text("sdk").notNull(),
    /** Its version; empty when it does not say. */
    sdkVersion: text("sdk_version").notNull(),
    lastSeenAt: moment("last_seen_at").notNull(),
    firstEvaluatedAt: moment("first_evaluated_at"),
    lastEvaluatedAt: moment("last_evaluated_at"),
    /** Evaluations that it reported, ever. */
    evaluations: bigint("evaluations", { mode: "number" }).notNull().default(0),
    /** Evaluations that it could not count. */
    dropped: bigint("dropped", { mode: "number" }).notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    unique("flag_sources_workspace_id").on(t.workspaceId, t.id),
    unique("flag_sources_once").on(t.workspaceId, t.environmentId, t.apiKeyId, t.sdk, t.sdkVersion),
    foreignKey({
      name: "flag_sources_environment",
      columns: [t.workspaceId, t.environmentId],
      foreignColumns: [environments.workspaceId, environments.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "flag_sources_api_key",
      columns: [t.workspaceId, t.apiKeyId],
      foreignColumns: [apiKeys.workspaceId, apiKeys.id],
    }).onDelete("cascade"),
    ...workspacePolicies("flag_sources"),
  ],
);
