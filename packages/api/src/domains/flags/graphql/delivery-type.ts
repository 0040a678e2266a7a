import { builder } from "../../../graphql/builder.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { encodeCursor } from "../../../subscriptions/cursor.ts";
import { EnvironmentRef } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { type DeliveryReads, readDelivery } from "../delivery/read-delivery.ts";
import { type FlagSnapshotRead, readFlagSnapshot } from "../delivery/read-flag-snapshot.ts";
import { type FlagChangeTold, loadFlagChange, watchFlags } from "../delivery/watch-flags.ts";

const SnapshotRef = builder.objectRef<FlagSnapshotRead>("FlagSnapshot").implement({
  description: "Every flag of one environment at one version, with its rules: for SDKs that evaluate by themselves.",
  fields: (t) => ({
    version: t.float({
      description: "Grows with every change of the environment's flags; a whole number.",
      resolve: ({ snapshot }) => snapshot.version,
    }),
    cursor: t.expose("cursor", { type: "Cursor", description: "What `flagsChanged` continues after." }),
    snapshot: t.expose("snapshot", {
      type: "JSON",
      complexity: 50,
      description: "Flags and segments as `Snapshot` of `@plumbline/sdk/flags` has them.",
    }),
  }),
});

const environmentId = "Of which environment; an API key may leave it out, and sees no other than its own.";

builder.queryField("flagSnapshot", (t) =>
  t.field({
    type: SnapshotRef,
    description: "What SDKs evaluate flags from. For API keys with `flags:read`, and for members.",
    args: {
      environmentId: t.arg.globalID({ for: EnvironmentRef, description: environmentId }),
      sdk: t.arg.string({
        description: "Who asks, `plumbline-node/1.2.0`: an API key is then listed among what is connected.",
      }),
    },
    resolve: (_root, args, ctx) => readFlagSnapshot(ctx, uuids(args)),
  }),
);

const ChangeRef = builder.objectRef<FlagChangeTold>("FlagsChange").implement({
  description: "A change of an environment's flags.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Pass it as `after` to continue behind this change.",
      resolve: ({ event }) => encodeCursor(event.position ?? 0),
    }),
    version: t.float({
      nullable: true,
      description: "The version that it led to; null when the environment itself has changed.",
      resolve: ({ version }) => version,
    }),
    delta: t.field({
      type: "JSON",
      nullable: true,
      complexity: 5,
      description:
        "What has changed, as `SnapshotDelta` of `@plumbline/sdk/flags` has it; null: read the snapshot anew.",
      resolve: ({ delta }) => delta,
    }),
  }),
});

builder.subscriptionField("flagsChanged", (t) =>
  t.field({
    type: ChangeRef,
    description: "Changes of an environment's flags as they happen, for SDKs that evaluate by themselves.",
    args: {
      environmentId: t.arg.globalID({ for: EnvironmentRef, description: environmentId }),
      after: t.arg({ type: "Cursor", description: "Continue behind this; left out, begin with what happens next." }),
    },
    subscribe: (_root, args, ctx) => watchFlags(ctx, uuids(args)),
    resolve: (event, args, ctx) => loadFlagChange(ctx, event, uuids(args).environmentId ?? null),
  }),
);

const DeliveryRef = builder.objectRef<DeliveryReads>("FlagDelivery").implement({
  description: "How this process of the server reads the workspace's flags, measured since it began.",
  fields: (t) => ({
    memory: t.exposeFloat("memory", { description: "Reads that found the compiled snapshot in memory." }),
    changed: t.exposeFloat("changed", {
      description: "Reads that brought the one in memory up to date by its deltas.",
    }),
    stored: t.exposeFloat("stored", { description: "Reads that found the snapshot in Postgres, built before." }),
    built: t.exposeFloat("built", { description: "Reads that had to build it from every table." }),
    memoryHitRate: t.float({
      nullable: true,
      description: "Share of all reads that memory answered, 0 to 1; null before the first.",
      resolve: ({ memory, changed, stored, built }) => share(memory, changed + stored + built),
    }),
    storedHitRate: t.float({
      nullable: true,
      description:
        "Of the reads that memory could not answer, the share that needed no building, 0 to 1; null for none.",
      resolve: ({ changed, stored, built }) => share(changed + stored, built),
    }),
  }),
});

function share(hits: number, misses: number): number | null {
  return hits + misses === 0 ? null : hits / (hits + misses);
}

builder.objectFields(WorkspaceRef, (t) => ({
  flagDelivery: t.field({
    type: DeliveryRef,
    description: "How often flags are answered from memory.",
    resolve: (workspace, _args, ctx) => readDelivery(ctx, workspace.id),
  }),
}));
