import { inWorkspace } from "@plumbline/db";
import { compileSnapshot } from "@plumbline/sdk/flags";
import type { FlagFile } from "@plumbline/sdk/flags/import";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../../graphql/ids.ts";
import { createContext } from "../../../service/context.ts";
import { type ProvingGround, proveWriteVerb, startProvingGround } from "../../../testing/index.ts";
import { loadSnapshot } from "../change/load-snapshot.ts";
import { exportFlags } from "./export-flags.ts";

let ground: ProvingGround;
let workspaceId: string;

beforeAll(async () => {
  ground = await startProvingGround();
  workspaceId = ground.workspace.id;
});
afterAll(() => ground?.close());

const gradual = (rollout: string, groupId: string) => ({
  name: "flexibleRollout",
  parameters: { rollout, stickiness: "userId", groupId },
});
const unleash = {
  features: [
    { name: "checkout", enabled: true, strategies: [{ ...gradual("40", "checkout"), segments: [1] }] },
    { name: "cart", enabled: true, strategies: [gradual("50", "cart")], dependencies: [{ feature: "checkout" }] },
    { name: "key with spaces", enabled: true },
    { name: "needs-it", enabled: true, dependencies: [{ feature: "key with spaces" }] },
  ],
  segments: [{ id: 1, name: "Paying", constraints: [{ contextName: "plan", operator: "IN", values: ["pro"] }] }],
};

interface Answer {
  report?: {
    dryRun: boolean;
    items: { kind: string; key: string; action: string; reason: string | null }[];
    differences: { flag: string; message: string }[];
    unknownEnvironments: string[];
  };
  code?: string;
  message?: string;
}

async function send(input: Record<string, unknown>, as = ground.workspace): Promise<Answer> {
  const { data, errors } = await ground.ask(
    `mutation ($input: ImportFlagsInput!) { importFlags(input: $input) {
      ... on ImportFlagsSuccess { report { dryRun items { kind key action reason } differences { flag message } unknownEnvironments } }
      ... on Refusal { code message } } }`,
    { input: { workspaceId: as.id, ...input } },
    { cookie: as.owner.cookie },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.importFlags;
}

const actions = ({ report }: Answer) => report?.items.map(({ key, action }) => `${action} ${key}`);

async function counted(): Promise<number> {
  const { data } = await ground.ask(
    'query ($slug: String!) { workspace(slug: $slug) { flags(filter: { keys: ["checkout", "cart"] }) { totalCount } } }',
    { slug: ground.workspace.slug },
  );
  return data.workspace.flags.totalCount;
}

test("a dry run says what would be made and why the rest cannot be, and writes nothing; then it is made", async () => {
  const file = { format: "UNLEASH", text: JSON.stringify(unleash) };
  const dry = await send({ ...file, dryRun: true });
  expect(dry.report?.items).toEqual(
    [
      { kind: "segment", key: "paying", action: "CREATED", reason: null },
      { kind: "flag", key: "checkout", action: "CREATED", reason: null },
      { kind: "flag", key: "cart", action: "CREATED", reason: null },
      {
        kind: "flag",
        key: "key with spaces",
        action: "REFUSED",
        reason: expect.stringContaining("A key holds letters"),
      },
      {
        kind: "flag",
        key: "needs-it",
        action: "REFUSED",
        reason: expect.stringContaining('depends on "key with spaces"'),
      },
    ].map((one) => ({ ...one, kind: one.kind.toUpperCase() })),
  );
  expect(dry.report?.dryRun).toBe(true);
  expect(await counted()).toBe(0);

  const done = await send(file);
  expect({ ...done.report, dryRun: true }).toEqual(dry.report);
  expect(await counted()).toBe(2);
  expect(actions(await send(file))?.slice(0, 3)).toEqual(["UNCHANGED paying", "SKIPPED checkout", "SKIPPED cart"]);
  expect(actions(await send({ ...file, overwrite: true }))?.slice(0, 3)).toEqual([
    "UNCHANGED paying",
    "UNCHANGED checkout",
    "UNCHANGED cart",
  ]);
});

/** What everybody gets in production, by the engine that every SDK has. */
async function answersOf(id: string): Promise<unknown[]> {
  const { app } = ground.server;
  const own = decodeId("ws", id);
  const [row] = await app.database.raw`select id from environments where workspace_id = ${own} and key = 'production'`;
  const snapshot = await inWorkspace(app.database, own, (tx) => loadSnapshot(tx, own, row?.id));
  const compiled = compileSnapshot(snapshot);
  const keys = snapshot.flags.filter(({ key }) => !key.startsWith("plumbline.")).map(({ key }) => key);
  return keys.sort().flatMap((key) =>
    Array.from({ length: 200 }, (_, i) => {
      const { variant, step } = compiled.evaluate(key, { targetingKey: `user-${i}`, plan: i % 2 ? "pro" : "free" });
      return [key, variant, step];
    }),
  );
}

test("an export is imported elsewhere with the same answers for everybody, and comes out the same again", async () => {
  const actor = { type: "system" as const, name: "test" };
  const contextOf = () => createContext({ app: ground.server.app, actor });
  const { data } = await ground.ask("query ($slug: String!) { workspace(slug: $slug) { flagFile } }", {
    slug: ground.workspace.slug,
  });
  const file = data.workspace.flagFile as FlagFile;
  expect(file.flags.map(({ key }) => key)).toEqual(["cart", "checkout"]);
  const other = ground.stranger;
  const text = JSON.stringify({
    ...file,
    flags: [
      ...file.flags,
      {
        key: "old",
        name: "Old",
        type: "boolean",
        valueKind: "boolean",
        variants: [
          { key: "on", value: true },
          { key: "off", value: false },
        ],
        state: "archived",
        environments: {
          production: {
            enabled: true,
            serve: "on",
            defaultVariant: "off",
            killed: true,
            killReason: "Errors rose",
            userOverrides: [{ key: "anna", variant: "on", reason: "Tester" }],
          },
          moon: { enabled: true, serve: "on", defaultVariant: "off" },
        },
      },
    ],
  });
  const answer = await send({ format: "PLUMBLINE", text }, other);
  expect(actions(answer)).toEqual(["CREATED paying", "CREATED cart", "CREATED checkout", "CREATED old"]);
  expect(answer.report?.unknownEnvironments).toEqual(["moon"]);
  const [ours, theirs] = [await answersOf(workspaceId), await answersOf(other.id)];
  expect(theirs.filter((one) => (one as string[])[0] !== "old")).toEqual(ours);
  expect(new Set(ours.map((one) => (one as string[])[1]))).toEqual(new Set(["on", "off"]));
  const again = await exportFlags(contextOf(), decodeId("ws", other.id));
  expect(again.flags.filter(({ key }) => key !== "old")).toEqual(file.flags);
  expect(again.segments).toEqual(file.segments);
  expect(again.flags.find(({ key }) => key === "old")).toMatchObject({
    state: "archived",
    environments: {
      production: {
        killed: true,
        killReason: "Errors rose",
        userOverrides: [{ key: "anna", variant: "on", reason: "Tester" }],
      },
    },
  });
});

test("an API key gets only what its environment has, in the file and of each flag", async () => {
  const { workspace } = ground;
  const { data } = await ground.ask(
    "query ($slug: String!) { workspace(slug: $slug) { environments(first: 1) { nodes { id } } } }",
    { slug: workspace.slug },
  );
  const environmentId = data.workspace.environments.nodes[0].id;
  const made = await ground.ask(
    "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { key } } }",
    {
      input: {
        workspaceId: workspace.id,
        environmentId,
        name: "flags",
        kind: "SECRET",
        scopes: ["workspace:read", "flags:read"],
      },
    },
  );
  const apiKey: string = made.data.createApiKey.key;
  const question = `query ($slug: String!) { workspace(slug: $slug) { flagFile
    flags { nodes { configurations { nodes { id environment { id } } } overrides { nodes { id } }
      revisions { nodes { environment { id } } } } } } }`;
  const variables = { slug: workspace.slug };
  const all = (await ground.ask(question, variables)).data.workspace;
  const own = (await ground.ask(question, variables, { token: apiKey })).data.workspace;
  const places = (file: FlagFile) => [...new Set(file.flags.flatMap(({ environments }) => Object.keys(environments)))];
  expect([places(all.flagFile).length > 1, places(own.flagFile).length]).toEqual([true, 1]);
  const ids = (from: typeof all, list: "configurations" | "revisions"): string[] =>
    from.flags.nodes.flatMap((flag: Record<typeof list, { nodes: { environment: { id: string } | null }[] }>) =>
      flag[list].nodes.flatMap(({ environment }) => environment?.id ?? []),
    );
  expect(new Set(ids(own, "configurations")).size).toBe(1);
  expect(new Set([...ids(own, "configurations"), ...ids(own, "revisions")]).size).toBe(1);
  const [here] = ids(own, "configurations");
  const of = all.flags.nodes[0].configurations.nodes as { id: string; environment: { id: string } }[];
  const other = of.find(({ environment }) => environment.id !== here);
  const node = "query ($id: ID!) { node(id: $id) { id } }";
  expect((await ground.ask(node, { id: other?.id }, { token: apiKey })).data.node).toBeNull();
  expect((await ground.ask(node, { id: other?.id })).data.node).toEqual({ id: other?.id });
});

test("a file of another format is refused with what is wrong, and a flag that cannot be evaluated with its path", async () => {
  expect(await send({ format: "FLAGD", text: "{}" })).toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("no object `flags`"),
  });
  const flag = {
    key: "sum",
    name: "Sum",
    type: "variant",
    valueKind: "string",
    state: "active",
    variants: [{ key: "a", value: "x" }],
  };
  const serve = { weights: [{ variant: "a", weight: 90 }] };
  const flags = [{ ...flag, environments: { production: { enabled: true, serve, defaultVariant: "a" } } }];
  const text = JSON.stringify({ format: "plumbline-flags/1", segments: [], flags });
  expect((await send({ format: "PLUMBLINE", text, dryRun: true })).report?.items).toEqual([
    {
      kind: "FLAG",
      key: "sum",
      action: "REFUSED",
      reason: expect.stringContaining("production: serve.weights: The weights make 90 %"),
    },
  ]);
});

test("importFlags works, is recorded, and is refused to strangers and viewers", async () => {
  const flags = { wanted: { state: "ENABLED", variants: { on: true, off: false }, defaultVariant: "on" } };
  await proveWriteVerb(ground, {
    mutation: "importFlags",
    select: "report { items { key action } }",
    event: "flags.imported",
    input: () => ({ workspaceId, format: "FLAGD", text: JSON.stringify({ flags }) }),
  });
});
