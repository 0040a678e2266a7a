// The import law. Each rule says why it stands, in its comment; `npm run check` enforces them.

/** From the lowest to the highest: a domain may know those before its own group, and through their index.ts only. */
const layers = [
  ["accounts", "workspaces", "tenants", "inbox"],
  ["billing"],
  ["webhooks", "events", "integrations"],
  ["notifications"],
  // The one rule pipeline lies below whoever puts a condition into it: rollout guards, log alerts, monitor limits.
  ["alerts"],
  ["flags", "logs"],
  ["signals", "health", "documents"],
  ["incidents"],
  ["status"],
  ["onboarding"],
  ["readiness"],
];
const src = "^packages/api/src";

const upward = layers.slice(1).map((higher, index) => {
  const lower = layers.slice(0, index + 1).flat();
  return {
    name: `no-upward-to-${higher.join("-")}`,
    comment: "Domains know each other downwards only. What must flow up travels as an event and a reaction.",
    severity: "error",
    from: { path: `${src}/domains/(${lower.join("|")})/` },
    to: { path: `${src}/domains/(${higher.join("|")})/` },
  };
});

export default {
  forbidden: [
    ...upward,
    {
      name: "domains-by-their-face",
      comment: "Another domain is known through its index.ts only, so that its inside may change.",
      severity: "error",
      from: { path: `${src}/domains/([^/]+)/` },
      to: { path: `${src}/domains/[^/]+/`, pathNot: [`${src}/domains/$1/`, `${src}/domains/[^/]+/index\\.ts$`] },
    },
    {
      name: "core-by-the-face",
      comment: "The core reaches a domain through its index.ts, or through the generated registries.",
      severity: "error",
      from: { path: `${src}/(service|outbox|graphql|subscriptions|transport|jobs)/`, pathNot: "\\.test\\.ts$" },
      to: { path: `${src}/domains/[^/]+/`, pathNot: `${src}/domains/[^/]+/index\\.ts$` },
    },
    {
      name: "no-sql-in-graphql-or-transport",
      comment: "A resolver or a route calls a verb or a loader. No SQL and no rule lives there.",
      severity: "error",
      from: { path: [`${src}/domains/[^/]+/graphql(/|\\.ts$)`, `${src}/transport/routes/`] },
      to: { path: ["node_modules/drizzle-orm/", "node_modules/postgres/", "^packages/db/src/(with-|in-|open-)"] },
    },
    {
      name: "with-system-is-rare",
      comment: "Working across workspaces is for the files that are listed here; everything else binds one.",
      severity: "error",
      from: {
        path: "^packages/",
        pathNot: [
          "^packages/db/src/",
          "\\.test\\.ts$",
          `${src}/domains/[^/]+/testing/`,
          `${src}/service/transact\\.ts$`,
          `${src}/outbox/find-event\\.ts$`,
          `${src}/graphql/load-node\\.ts$`,
          `${src}/domains/(accounts|workspaces|inbox)/`,
          // A browser's permission belongs to a person, above workspaces.
          `${src}/domains/notifications/devices/`,
          `${src}/mail/`,
          // It is asked from within other transactions: it must not wait for a connection of their pool.
          `${src}/domains/flags/platform/create-features\\.ts$`,
        ],
      },
      to: { path: "^packages/db/src/with-system\\.ts$" },
    },
    {
      name: "sdk-stands-alone",
      comment: "The SDK and the widgets are published: they know the API by its schema, never by its code.",
      severity: "error",
      from: { path: "^packages/(sdk|widgets)/src/", pathNot: "\\.test\\.ts$|/testing/" },
      to: { path: "^packages/(api|db)/" },
    },
    {
      name: "no-cycles",
      comment: "Files that need each other are one file, or lack a third.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-grab-bags",
      comment: "A small thing gets its own named file.",
      severity: "error",
      from: {},
      to: {
        path: "^(packages|apps|scripts)/.*(^|/)(utils?|helpers?|common|misc|shared|lib|types)(/|\\.m?ts$)",
        pathNot: "node_modules",
      },
    },
    {
      name: "no-test-code-in-production",
      comment: "What tests use must not be shipped.",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/", pathNot: "\\.test\\.ts$|/testing/" },
      to: { path: "\\.test\\.ts$|^packages/[^/]+/src/testing/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.gen\\.ts$|/dist/|/generated/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".mjs", ".js"],
    },
  },
};
