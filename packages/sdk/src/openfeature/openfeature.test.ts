import type { EvaluationDetails, JsonValue } from "@openfeature/core";
import { OpenFeature as Server } from "@openfeature/server-sdk";
import { OpenFeature as Web } from "@openfeature/web-sdk";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FlagClient } from "../flags/client/index.ts";
import type { FlagDefinition } from "../flags/index.ts";
import { onFlag, startTwin, twinSource } from "../flags/testing/start-twin.ts";
import { PlumblineServerProvider, PlumblineWebProvider } from "./index.ts";

const soon = { timeout: 30_000, interval: 10 };
const flag = (
  key: string,
  value: FlagDefinition["variants"][string],
  more: Partial<FlagDefinition> = {},
): FlagDefinition => ({
  ...onFlag,
  key,
  type: "variant",
  variants: { chosen: value },
  serve: "chosen",
  defaultVariant: "chosen",
  ...more,
});
const targeted = flag("targeted", "miss", {
  variants: { hit: "hit", chosen: "miss" },
  rules: [
    { id: "one", conditions: [{ attribute: "targetingKey", operator: "equals", values: ["ann"] }], serve: "hit" },
  ],
});
const flags = [
  flag("boolean", true),
  flag("zero-boolean", false),
  flag("string", "hi"),
  flag("zero-string", ""),
  flag("number", 10),
  flag("float", 0.5),
  flag("zero-number", 0),
  flag("large", Number.MAX_SAFE_INTEGER),
  flag("object", { title: "x", n: 100 }),
  targeted,
  flag("broken", "x", { serve: "nothing" }),
];
const bootstrap = { version: 9, environment: "production", flags, segments: [] };
const never = { fetchSnapshot: () => new Promise<never>(() => {}), subscribe: () => new Promise<void>(() => {}) };

afterEach(async () => {
  await Server.close();
  await Web.close();
});

type Heard = (event?: { flagsChanged?: string[] }) => void;
type ProviderEvents = "PROVIDER_READY" | "PROVIDER_STALE" | "PROVIDER_CONFIGURATION_CHANGED";
type Kind = "Boolean" | "String" | "Number" | "Object";
type Ask = (
  key: string,
  fallback: never,
  context?: object,
) => EvaluationDetails<JsonValue> | Promise<EvaluationDetails<JsonValue>>;

/** The method of a client for a kind of value. */
function ask(client: object, kind: Kind): Ask {
  const method = (client as Record<string, Ask>)[`get${kind}Details`];
  if (!method) throw new TypeError(`There is no get${kind}Details.`);
  return method.bind(client);
}

/** Both SDKs behind one face: the web's context is set, the server's is passed. */
const sides = [
  {
    name: "server",
    start: async (client: FlagClient) => Server.setProviderAndWait(new PlumblineServerProvider(client)),
    details: async (kind: Kind, key: string, fallback: never, context = {}) =>
      ask(Server.getClient(), kind)(key, fallback, context),
    status: () => Server.getClient().providerStatus,
    listen: (event: ProviderEvents, heard: Heard) => Server.addHandler(event as never, heard as never),
  },
  {
    name: "web",
    start: async (client: FlagClient) => Web.setProviderAndWait(new PlumblineWebProvider(client)),
    details: async (kind: Kind, key: string, fallback: never, context = {}) => {
      await Web.setContext(context);
      return ask(Web.getClient(), kind)(key, fallback);
    },
    status: () => Web.getClient().providerStatus,
    listen: (event: ProviderEvents, heard: Heard) => Web.addHandler(event as never, heard as never),
  },
] as const;

// The scenarios of the specification for providers (evaluation, errors, reasons, events, life cycle), in our words:
// https://openfeature.dev/specification/sections/providers
describe.each(sides)("the $name provider", ({ start, details, status, listen }) => {
  it.each<[Kind, string, unknown, unknown]>([
    ["Boolean", "boolean", false, true],
    ["Boolean", "zero-boolean", true, false],
    ["String", "string", "bye", "hi"],
    ["String", "zero-string", "bye", ""],
    ["Number", "number", 1, 10],
    ["Number", "float", 0.1, 0.5],
    ["Number", "zero-number", 1, 0],
    ["Number", "large", 1, 9_007_199_254_740_991],
    ["Object", "object", {}, { title: "x", n: 100 }],
  ])("resolves %s %s with its variant and reason", async (kind, key, fallback, value) => {
    const twin = { fetchSnapshot: async () => ({ snapshot: bootstrap, cursor: "9" }), subscribe: never.subscribe };
    await start(new FlagClient({ source: twin }));
    const answer = await details(kind, key, fallback as never);
    expect(answer).toMatchObject({ value, variant: "chosen", reason: "STATIC" });
    expect(answer.flagMetadata).toEqual({ step: "variant", snapshotVersion: 9 });
    expect(answer.errorCode).toBeUndefined();
    expect(answer.errorMessage).toBeUndefined();
  });

  it("passes the context on", async () => {
    await start(
      new FlagClient({ source: { ...never, fetchSnapshot: async () => ({ snapshot: bootstrap, cursor: "9" }) } }),
    );
    const hit = await details("String", "targeted", "x" as never, { targetingKey: "ann" });
    expect(hit).toMatchObject({
      value: "hit",
      reason: "TARGETING_MATCH",
      flagMetadata: { step: "rules", ruleId: "one" },
    });
    for (const context of [{}, { targetingKey: "bob" }])
      expect(await details("String", "targeted", "x" as never, context)).toMatchObject({
        value: "miss",
        reason: "DEFAULT",
      });
  });

  it.each<[Kind, string, unknown, string]>([
    ["Boolean", "string", false, "TYPE_MISMATCH"],
    ["Number", "string", 13, "TYPE_MISMATCH"],
    ["String", "boolean", "x", "TYPE_MISMATCH"],
    ["String", "object", "x", "TYPE_MISMATCH"],
    ["Object", "number", {}, "TYPE_MISMATCH"],
    ["String", "missing", "uh-oh", "FLAG_NOT_FOUND"],
    ["String", "broken", "x", "PARSE_ERROR"],
  ])("answers the default for %s %s", async (kind, key, fallback, errorCode) => {
    await start(new FlagClient({ source: never, bootstrap }));
    expect(await details(kind, key, fallback as never)).toMatchObject({ value: fallback, reason: "ERROR", errorCode });
  });

  it("says ready, changed, stale and ready again, and answers accordingly", async () => {
    const twin = await startTwin();
    let { port } = twin;
    const told: string[] = [];
    const client = new FlagClient({ source: twinSource(() => port), retryBaseMs: 20, staleAfterMs: 150 });
    const names = ["PROVIDER_READY", "PROVIDER_STALE", "PROVIDER_CONFIGURATION_CHANGED"] as const;
    for (const name of names) listen(name, (event) => void told.push([name, ...(event?.flagsChanged ?? [])].join(" ")));
    await start(client);
    await vi.waitUntil(() => told.includes("PROVIDER_READY") && twin.requests.length === 2, soon);
    expect(await details("Boolean", "checkout", false as never)).toMatchObject({ value: true });
    twin.change({ killed: true });
    await vi.waitUntil(() => told.includes("PROVIDER_CONFIGURATION_CHANGED checkout"), soon);
    expect(await details("Boolean", "checkout", true as never)).toMatchObject({ value: false, reason: "DISABLED" });
    await twin.close();
    await vi.waitUntil(() => told.includes("PROVIDER_STALE"), soon);
    expect(status()).toBe("STALE");
    told.length = 0;
    const back = await startTwin();
    port = back.port;
    await vi.waitUntil(() => told.includes("PROVIDER_READY"), soon);
    expect(status()).toBe("READY");
    client.close();
    await back.close();
  });

  it("says error when there is nothing to answer from, and callers get their defaults", async () => {
    const source = { ...never, fetchSnapshot: async () => Promise.reject(new TypeError("unreachable")) };
    await expect(start(new FlagClient({ source }))).rejects.toThrow("unreachable");
    expect(status()).toBe("ERROR");
    expect(await details("Boolean", "boolean", false as never)).toMatchObject({ value: false, reason: "ERROR" });
  });
});
