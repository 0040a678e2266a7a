import { globSync } from "node:fs";
import { writeDerived } from "./write-derived.ts";

const src = "packages/api/src";

interface Part {
  /** Name of the exported list. */
  name: string;
  /** Where its modules lie, below `packages/api/src`. */
  pattern: string;
  /** `kind` of the exported definitions, or null to import the module for its side effects. */
  kind: string | null;
  /** The definitions' type and where it comes from. */
  type?: [name: string, from: string];
}

const registries: { file: string; parts: Part[] }[] = [
  {
    file: "registry.gen.ts",
    parts: [
      {
        name: "events",
        pattern: "domains/*/events.ts",
        kind: "event",
        type: ["EventDefinition", "outbox/define-event.ts"],
      },
      { name: "jobs", pattern: "domains/*/jobs/*.ts", kind: "job", type: ["JobDefinition", "outbox/define-job.ts"] },
      {
        name: "reactions",
        pattern: "domains/*/reactions/*.ts",
        kind: "reaction",
        type: ["ReactionDefinition", "outbox/define-reaction.ts"],
      },
    ],
  },
  {
    file: "registry-claims.gen.ts",
    parts: [
      {
        name: "claims",
        pattern: "domains/*/claims.ts",
        kind: "claims",
        type: ["ClaimsDefinition", "service/define-claims.ts"],
      },
    ],
  },
  {
    file: "registry-series.gen.ts",
    parts: [
      {
        name: "series",
        pattern: "domains/*/series/*.ts",
        kind: "series",
        type: ["SeriesDefinition", "domains/alerts/define-series.ts"],
      },
    ],
  },
  { file: "registry-graphql.gen.ts", parts: [{ name: "graphql", pattern: "domains/*/graphql.ts", kind: null }] },
  {
    file: "registry-routes.gen.ts",
    parts: [
      { name: "routes", pattern: "transport/routes/*.ts", kind: "route", type: ["Route", "transport/define-route.ts"] },
    ],
  },
  {
    file: "domains/integrations/registry.gen.ts",
    parts: [
      {
        name: "providers",
        pattern: "domains/integrations/providers/*.ts",
        kind: "provider",
        type: ["Provider", "domains/integrations/provider.ts"],
      },
    ],
  },
  {
    file: "domains/notifications/registry.gen.ts",
    parts: [
      {
        name: "channelKinds",
        pattern: "domains/notifications/kinds/*.ts",
        kind: "channel_kind",
        type: ["ChannelKind", "domains/notifications/channel-kind.ts"],
      },
    ],
  },
];

/** Writes what can be found by its path: nobody registers a job, a route or a provider by hand. */
export function generateApiRegistries(): void {
  for (const { file, parts } of registries) writeDerived(`${src}/${file}`, registryText(file, parts));
}

function registryText(file: string, parts: Part[]): string {
  const up = "../".repeat(file.split("/").length - 1) || "./";
  const types: string[] = [];
  const modules: string[] = [];
  const lists: string[] = [];
  let count = 0;
  for (const { name, pattern, kind, type } of parts) {
    const paths = globSync(pattern, { cwd: src })
      .filter((path) => !/\.(test|gen)\.ts$/.test(path))
      .sort();
    if (kind === null || !type) {
      modules.push(...paths.map((path) => `import "${up}${path}";`));
      continue;
    }
    types.push(`import type { ${type[0]} } from "${up}${type[1]}";`);
    const names = paths.map((path) => {
      count += 1;
      modules.push(`import * as m${count} from "${up}${path}";`);
      return `m${count}`;
    });
    lists.push(
      `export const ${name}: readonly ${type[0]}[] = [${names.join(", ")}]`,
      `  .flatMap((module) => Object.values<unknown>(module))`,
      `  .filter((value): value is ${type[0]} => (value as { kind?: unknown } | null)?.kind === "${kind}");`,
      "",
    );
  }
  return `${["// Written by `npm run generate`. Do not edit.", ...types.sort(), ...modules, "", ...lists].join("\n").trimEnd()}\n`;
}
