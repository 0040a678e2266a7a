import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  eventually,
  type FlagGround,
  freePort,
  makeFlagGround,
  startTestServer,
  type TestServer,
} from "@plumbline/api/testing";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startFlakyProxy } from "../testing/start-flaky-proxy.ts";
import { sdkVersion } from "./exposure/sdk-name.ts";
import type { EvaluationContext } from "./index.ts";
import { type CreateFlagsOptions, createFlags, type Flags } from "./node/index.ts";
import { WebFlagClient, type WebFlagClientOptions } from "./web/index.ts";

// Two processes' worth on one database: changes are made at the one, clients follow the other, which is killed and comes back.

let keeper: TestServer;
let edge: TestServer;
let port: number;
let ground: FlagGround;
let checkout: string;
let folder: string;
let ends: (() => unknown)[] = [];

const startEdge = async () => {
  const env = { PORT: String(port), PLUMBLINE_DATA: keeper.dataDir };
  edge = await startTestServer({ databaseUrl: keeper.databaseUrl, roles: ["serve"], env });
};
const url = () => `http://127.0.0.1:${port}`;

beforeAll(async () => {
  keeper = await startTestServer();
  port = await freePort();
  await startEdge();
  ground = await makeFlagGround(keeper);
  checkout = await ground.makeFlag({ key: "checkout" });
  folder = mkdtempSync(join(tmpdir(), "plumbline-delivery-"));
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});
afterAll(async () => {
  await edge?.close();
  await keeper?.close();
  rmSync(folder, { recursive: true, force: true });
});

function flagsOf(options: Partial<CreateFlagsOptions> = {}): Flags {
  const flags = createFlags({ url: url(), key: ground.secretKey, retryBaseMs: 20, ...options });
  ends.push(() => flags.close());
  return flags;
}

function webOf(context: EvaluationContext, options: Partial<WebFlagClientOptions> = {}): WebFlagClient {
  const web = new WebFlagClient({ url: url(), key: ground.publishableKey, retryBaseMs: 20, context, ...options });
  ends.push(() => web.close());
  return web;
}

const ann = { targetingKey: "ann" };

it("follows changes made at another process, by socket and by stream, and misses none over a restart", async () => {
  const file = join(folder, "flags.json");
  const bySocket = flagsOf({ file });
  const byStream = flagsOf({ webSocket: null });
  const web = webOf(ann);
  const all = [bySocket, byStream, web] as const;
  await Promise.all(all.map((one) => one.start()));
  const answers = () => [bySocket.isEnabled("checkout"), byStream.isEnabled("checkout"), web.isEnabled("checkout")];
  expect(answers()).toEqual([true, true, true]);
  expect(all.map(({ status }) => status.state)).toEqual(["ready", "ready", "ready"]);
  await ground.configure(checkout, { enabled: false });
  await eventually(() => answers().every((on) => !on));

  await edge.close();
  await ground.configure(checkout, { enabled: true });
  await ground.configure(checkout, { rollout: { percentage: 100 } });
  await ground.configure(checkout, { rollout: null });
  expect(answers()).toEqual([false, false, false]);
  await startEdge();
  await eventually(() => answers().every(Boolean), 20);
  // Who resumes takes one change after the other, and the first of them already answers as the last.
  const ready = () => all.every(({ status }) => status.state === "ready");
  await eventually(() => ready() && new Set(all.map(({ status }) => status.version)).size === 1, 20);
  const { version } = bySocket.status;
  // What it answers is a snapshot that the server says is the newest.
  const { flagSnapshot } = await ground.ask(
    "query ($id: ID!) { flagSnapshot(environmentId: $id) { version snapshot } }",
    {
      id: ground.environmentId,
    },
  );
  expect(flagSnapshot.version).toBe(version);
  expect(bySocket.snapshot?.flags).toEqual(flagSnapshot.snapshot.flags);

  // The environment gets another key: no delta leads there, and everybody reads a whole snapshot.
  await ground.mutate("updateEnvironment", { environmentId: ground.environmentId, key: "live" }, "environment { key }");
  await eventually(() => [bySocket, byStream].every(({ snapshot }) => snapshot?.environment === "live"), 20);
  expect(answers()).toEqual([true, true, true]);

  // A start without any server: the file has what was known.
  const known = `"version":${bySocket.status.version},`;
  await eventually(() => readFileSync(file, "utf8").includes(known));
  await bySocket.close();
  const offline = flagsOf({ file, url: "http://127.0.0.1:9" });
  await offline.start();
  expect(offline.evaluate("checkout", ann, false)).toMatchObject({
    value: true,
    reason: "CACHED",
    snapshotVersion: bySocket.status.version,
  });
});

it("starts while the server is down, and says what is wrong with a key", async () => {
  await edge.close();
  const flags = flagsOf();
  const web = webOf(ann);
  await Promise.all([flags.start(), web.start()]);
  expect([flags.status.state, web.status.state]).toEqual(["error", "error"]);
  expect(web.get("checkout", true)).toMatchObject({ value: true, errorCode: "PROVIDER_NOT_READY" });
  await startEdge();
  await eventually(() => flags.status.state === "ready" && web.status.state === "ready", 20);
  expect([flags.getVariant("checkout"), web.getVariant("checkout")]).toEqual(["on", "on"]);

  const refused = [
    flagsOf({ key: "plb_live_nothing" }),
    flagsOf({ key: ground.publishableKey }),
    webOf(ann, { key: "plb_pub_nothing" }),
  ];
  await Promise.all(refused.map((one) => one.start()));
  expect(refused.map(({ status }) => [status.state, status.refused])).toEqual(Array(3).fill(["error", true]));
  expect(refused[0]?.status.problem).toContain("unknown, was revoked or has expired");
});

it("evaluates on the server for one context, asks again for another, and keeps the answers for the next page", async () => {
  const theme = await ground.makeFlag(
    {
      key: "theme",
      type: "VARIANT",
      variants: [
        { key: "dark", value: "black" },
        { key: "light", value: "white" },
      ],
    },
    {
      serve: "light",
      rules: [
        { id: "r1", conditions: [{ attribute: "targetingKey", operator: "equals", values: ["bob"] }], serve: "dark" },
      ],
    },
  );
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
  const web = webOf(ann, { storage });
  await web.start();
  expect(web.get("theme", "?")).toMatchObject({ value: "white", variant: "light", step: "remote", ruleId: null });
  const changed: string[][] = [];
  web.subscribe((keys) => changed.push([...keys]));
  // A change that is none for this context: nothing answers otherwise, and the version says that it was heard of.
  const before = web.status.version ?? 0;
  const versions: (number | null)[] = [];
  web.onStatus(({ version }) => versions.push(version));
  await ground.configure(theme, { deny: { users: ["zed"] } });
  await eventually(() => web.status.version === before + 1);
  expect([versions, changed, web.get("theme", "?").snapshotVersion]).toEqual([[before + 1], [], before + 1]);
  await web.setContext({ targetingKey: "bob" });
  expect(web.get("theme", "?")).toMatchObject({ value: "black", reason: "TARGETING_MATCH" });
  expect(changed).toEqual([["theme"]]);
  await ground.configure(theme, { rules: [] });
  await eventually(() => web.getVariant("theme") === "light");
  web.close();
  expect([...kept.values()].join()).not.toContain("bob");

  const nextPage = webOf({ targetingKey: "bob" }, { storage, url: "http://127.0.0.1:9" });
  await nextPage.start();
  expect(nextPage.get("theme", "?")).toMatchObject({ value: "white", reason: "CACHED" });
  const stranger = webOf({ targetingKey: "eve" }, { storage, url: "http://127.0.0.1:9" });
  await stranger.start();
  expect(stranger.get("theme", "?")).toMatchObject({ value: "?", errorCode: "PROVIDER_NOT_READY" });

  // Several people at one machine: the five who were here last.
  const shared = webOf({ targetingKey: "ann" }, { storage });
  await shared.start();
  for (const targetingKey of ["cid", "dan", "eve", "fay"]) await shared.setContext({ targetingKey });
  shared.close();
  const knows = async (targetingKey: string) => {
    const later = webOf({ targetingKey }, { storage, url: "http://127.0.0.1:9" });
    await later.start();
    return later.get("theme", "?").value === "white";
  };
  expect(await Promise.all(["bob", "ann", "cid", "dan", "eve", "fay"].map(knows))).toEqual([
    false,
    ...Array(5).fill(true),
  ]);
});

it("polls where something on the way holds streams back or cuts them, says so, and streams again when it can", async () => {
  const proxy = await startFlakyProxy(url());
  ends.push(() => proxy.close());
  proxy.holdStreams = true;
  const statuses: number[] = [];
  const web = webOf(ann, {
    url: proxy.url,
    streamWithinMs: 300,
    pollEveryMs: 50,
    fetch: async (...args) => {
      const response = await fetch(...args);
      statuses.push(response.status);
      return response;
    },
  });
  const told: unknown[] = [];
  web.onStatus(({ delivery }) => delivery !== told.at(-1) && told.push(delivery));
  await web.start();
  expect(web.status).toMatchObject({ state: "ready", delivery: "poll", problem: null });
  const { version } = web.status;
  await ground.configure(checkout, { enabled: false });
  await eventually(() => !web.isEnabled("checkout"));
  expect(web.status.version).toBe((version ?? 0) + 1);
  await eventually(() => statuses.includes(304));

  proxy.holdStreams = false;
  await eventually(() => web.status.delivery === "stream", 20);
  await ground.configure(checkout, { enabled: true });
  await eventually(() => web.isEnabled("checkout"));

  proxy.cutStreams = true;
  proxy.cut();
  await eventually(() => web.status.delivery === "poll", 20);
  await ground.configure(checkout, { enabled: false });
  await eventually(() => !web.isEnabled("checkout"));
  // A new way of delivery holds for whoever is asked for next, too.
  await web.setContext({ targetingKey: "bob" });
  expect(web.status).toMatchObject({ state: "ready", delivery: "poll" });
  expect(told.slice(0, 3)).toEqual(["poll", "stream", "poll"]);
  await ground.configure(checkout, { enabled: true });
});

it("reports what it evaluated, so that the console sees the first evaluation", async () => {
  const flags = flagsOf();
  const web = webOf(ann);
  await Promise.all([flags.start(), web.start()]);
  for (let n = 0; n < 1000; n += 1) flags.isEnabled("checkout");
  web.isEnabled("checkout");
  web.close();
  await flags.close();
  const sources = async () => {
    const { workspace } = await ground.ask(
      "query ($slug: String!) { workspace(slug: $slug) { flagSources { nodes { sdk sdkVersion evaluations } } } }",
      { slug: ground.workspace.slug },
    );
    return workspace.flagSources.nodes as { sdk: string; sdkVersion: string; evaluations: number }[];
  };
  await eventually(async () => {
    const found = await sources();
    const by = (sdk: string) => found.find((one) => one.sdk === sdk)?.evaluations ?? 0;
    return by("plumbline-node") >= 1000 && by("plumbline-web") >= 1;
  });
  expect(new Set((await sources()).map((one) => one.sdkVersion))).toEqual(new Set([sdkVersion]));
});
