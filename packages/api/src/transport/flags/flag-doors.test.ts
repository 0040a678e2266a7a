import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, type FlagGround, makeFlagGround, startTestServer, type TestServer } from "../../testing/index.ts";

let server: TestServer;
let ground: FlagGround;
let checkout: string;

/** What must never reach a page: everything that only rules, segments, lists and overrides say. */
const secrets = [
  "zaphod@secret.example",
  "beta-testers-seg",
  "vip-user-1",
  "denied-user-2",
  "rule-of-the-year",
  "secret.example",
];

beforeAll(async () => {
  server = await startTestServer();
  ground = await makeFlagGround(server);
  checkout = await ground.makeFlag({ key: "checkout" });
  await ground.mutate(
    "createFlagSegment",
    {
      workspaceId: ground.workspace.id,
      key: "beta-testers-seg",
      name: "Beta",
      conditions: [{ attribute: "email", operator: "endsWith", values: ["secret.example"] }],
    },
    "segment { id }",
  );
  await ground.makeFlag(
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
      defaultVariant: "light",
      deny: { users: ["denied-user-2"] },
      rules: [
        {
          id: "rule-of-the-year",
          name: "rule-of-the-year",
          conditions: [{ segment: "beta-testers-seg" }],
          serve: "dark",
        },
        {
          id: "other",
          conditions: [{ attribute: "email", operator: "equals", values: ["zaphod@secret.example"] }],
          serve: "dark",
        },
      ],
    },
  );
  await ground.mutate(
    "setFlagOverride",
    {
      flagId: checkout,
      environmentId: ground.environmentId,
      kind: "USER",
      subject: "vip-user-1",
      variant: "off",
      reason: "vip",
    },
    "override { id }",
  );
});
afterAll(async () => await server?.close());

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${ground.secretKey}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const context = { targetingKey: "ann", email: "ann@secret.example" };
const pub = () => ({ authorization: `Bearer ${ground.publishableKey}` });

describe("OFREP 0.3", () => {
  it("evaluates one flag, and says what is wrong as the protocol has it", async () => {
    const answer = await post("/ofrep/v1/evaluate/flags/theme", { context });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      key: "theme",
      value: "black",
      variant: "dark",
      reason: "TARGETING_MATCH",
      metadata: { snapshotVersion: expect.any(Number) },
    });
    const missing = await post("/ofrep/v1/evaluate/flags/nothing", { context });
    expect([missing.status, await missing.json()]).toEqual([
      404,
      { key: "nothing", errorCode: "FLAG_NOT_FOUND", errorDetails: expect.stringContaining("nothing") },
    ]);
    for (const [body, errorCode] of [
      ["{", "PARSE_ERROR"],
      [{}, "INVALID_CONTEXT"],
      [{ context: [] }, "INVALID_CONTEXT"],
      [{ context: { targetingKey: 7 } }, "INVALID_CONTEXT"],
    ] as const) {
      const refused = await post("/ofrep/v1/evaluate/flags/theme", body);
      expect([refused.status, await refused.json()]).toEqual([
        400,
        { key: "theme", errorCode, errorDetails: expect.any(String) },
      ]);
    }
    const stranger = await post(
      "/ofrep/v1/evaluate/flags/theme",
      { context },
      { authorization: "Bearer plb_live_none" },
    );
    expect(stranger.status).toBe(401);
    // Who asks comes before what they ask.
    for (const path of ["/ofrep/v1/evaluate/flags/theme", "/ofrep/v1/evaluate/flags", "/flags/v1/stream"]) {
      const nobody = await fetch(`${server.url}${path}`, { method: "POST", body: "{" });
      expect([path, nobody.status, await nobody.text()]).toEqual([path, 401, expect.stringContaining("Send `Auth")]);
      const { cookie } = ground.workspace.owner;
      const member = await fetch(`${server.url}${path}`, {
        method: "POST",
        body: "{",
        headers: { cookie, origin: server.url },
      });
      expect([path, member.status, await member.text()]).toEqual([path, 403, expect.stringContaining("an API key of")]);
    }
    const large = await post("/ofrep/v1/evaluate/flags/theme", { context: { x: "x".repeat(300_000) } });
    expect(large.status).toBe(413);
    const byHeader = await fetch(`${server.url}/ofrep/v1/evaluate/flags/checkout`, {
      method: "POST",
      headers: { "x-api-key": ground.publishableKey },
      body: '{"context":{}}',
    });
    expect(await byHeader.json()).toMatchObject({ value: true, variant: "on" });
  });

  it("evaluates all flags, tells nothing twice, and names the stream to pages only", async () => {
    const first = await post("/ofrep/v1/evaluate/flags", { context }, pub());
    const etag = first.headers.get("etag") ?? "";
    const { flags, eventStreams, metadata } = (await first.json()) as Record<string, never> & {
      flags: { key: string }[];
    };
    expect(flags.map(({ key }) => key).sort()).toEqual(["checkout", "theme"]);
    expect(eventStreams).toMatchObject([
      { type: "sse", url: expect.stringContaining("/ofrep/v1/stream?key=plb_pub_") },
    ]);
    expect(metadata).toMatchObject({ version: expect.stringMatching(/^v\d+$/) });
    const again = await post("/ofrep/v1/evaluate/flags", { context }, { ...pub(), "if-none-match": `W/"x", ${etag}` });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    // Another context, other answers.
    const other = await post("/ofrep/v1/evaluate/flags", { context: {} }, { ...pub(), "if-none-match": etag });
    expect(other.status).toBe(200);
    expect(await (await post("/ofrep/v1/evaluate/flags", { context })).json()).not.toHaveProperty("eventStreams");
  });

  it("tells an EventSource of each change, and lets pages of any origin ask", async () => {
    const preflight = await fetch(`${server.url}/ofrep/v1/evaluate/flags`, {
      method: "OPTIONS",
      headers: { origin: "https://shop.example" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("if-none-match");
    const ended = new AbortController();
    const stream = await fetch(`${server.url}/ofrep/v1/stream?key=${ground.publishableKey}`, { signal: ended.signal });
    let read = "";
    void (async () => {
      for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) read += chunk;
    })().catch(() => {});
    // At once, since something may have changed between asking and following.
    await eventually(() => read.split("refetchEvaluation").length === 2);
    await ground.configure(checkout, { rollout: { percentage: 50 } });
    await eventually(() => read.split("refetchEvaluation").length === 3);
    const etags = [...read.matchAll(/"etag":"v(\d+)"/g)].map((found) => Number(found[1]));
    expect(etags[1]).toBeGreaterThan(etags[0] ?? 0);
    const after = await post(`/ofrep/v1/evaluate/flags?flagConfigEtag=v${etags[1]}`, { context }, pub());
    expect(await after.json()).toMatchObject({ metadata: { version: `v${etags[1]}` } });
    ended.abort();
    // A secret key has no business in an address.
    expect((await fetch(`${server.url}/ofrep/v1/stream?key=${ground.secretKey}`)).status).toBe(401);
    await ground.configure(checkout, { rollout: null });
  });
});

describe("a publishable key", () => {
  it("gets answers and never what decided them", async () => {
    const contexts = [{}, context, { targetingKey: "vip-user-1x" }, { tenant: "acme" }];
    const texts: string[] = [];
    for (const one of contexts) {
      texts.push(await (await post("/ofrep/v1/evaluate/flags", { context: one }, pub())).text());
      texts.push(await (await post("/ofrep/v1/evaluate/flags/theme", { context: one }, pub())).text());
      const stream = await post("/flags/v1/stream", { context: one }, pub());
      const reader = stream.body?.getReader();
      let text = "";
      while (!text.includes("event: answers")) text += new TextDecoder().decode((await reader?.read())?.value);
      await reader?.cancel();
      texts.push(text);
    }
    for (const query of ["{ flagSnapshot { snapshot } }", "{ __typename }"]) {
      const answer = await post("/graphql", { query }, pub());
      const text = await answer.text();
      expect(text).toContain("FORBIDDEN");
      texts.push(text);
    }
    expect(texts.filter((text) => text.includes("black")).length).toBeGreaterThan(2);
    for (const secret of [...secrets, "rules", "salt", "conditions"])
      expect(
        texts.filter((text) => text.includes(secret)),
        secret,
      ).toEqual([]);
  });

  it("works from the pages that it names, and from no other", async () => {
    const origins = ["https://shop.example"];
    const input = { workspaceId: ground.workspace.id, environmentId: ground.environmentId, name: "shop", origins };
    const { key, apiKey } = await ground.mutate(
      "createApiKey",
      { ...input, kind: "PUBLISHABLE", scopes: ["flags:evaluate"] },
      "key apiKey { origins }",
    );
    expect(apiKey).toEqual({ origins });
    const from = (origin: string) =>
      post("/ofrep/v1/evaluate/flags", { context: {} }, { authorization: `Bearer ${key}`, origin });
    expect((await from("https://shop.example")).status).toBe(200);
    const refused = await from("https://evil.example");
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining("not for pages of https://evil"),
    ]);
    expect((await post("/flags/v1/stream", { context: {} }, { authorization: `Bearer ${key}` })).status).toBe(403);
    await expect(
      ground.mutate("createApiKey", { ...input, kind: "SECRET", scopes: ["flags:read"] }, "key"),
    ).rejects.toThrow("origins: are for publishable keys");
  });

  it("is refused without the scope, and members are told to bring a key", async () => {
    const { key } = await ground.mutate(
      "createApiKey",
      {
        workspaceId: ground.workspace.id,
        environmentId: ground.environmentId,
        name: "no flags",
        kind: "PUBLISHABLE",
        scopes: ["workspace:read"],
      },
      "key",
    );
    for (const path of ["/ofrep/v1/evaluate/flags", "/flags/v1/stream", "/flags/v1/exposures"]) {
      expect((await post(path, { context: {} }, { authorization: `Bearer ${key}` })).status, path).toBe(403);
      expect((await post(path, { context: {} }, { authorization: "" })).status, path).toBe(401);
    }
  });
});

describe("counts of evaluations", () => {
  it("tell which step and which rule decided, and nothing of rules that are made up", async () => {
    const theme = await ground.ask(
      `query ($slug: String!) { workspace(slug: $slug) { flags(filter: { keys: ["theme"] }) { nodes { id } } } }`,
      { slug: ground.workspace.slug },
    );
    const { id } = theme.workspace.flags.nodes[0];
    const decided = (count: number, step?: string, ruleId?: string) => ({
      flag: "theme",
      variant: "dark",
      count,
      ...(step && { step }),
      ...(ruleId && { ruleId }),
    });
    const report = {
      sdk: { name: "plumbline-decided", version: "1" },
      evaluations: [
        decided(300, "rules", "rule-of-the-year"),
        decided(20, "rules", "made-up"),
        decided(2, "rules", "made-up-too"),
        decided(7, "denyList"),
        decided(11),
        decided(4, "a step of tomorrow"),
      ],
    };
    expect((await post("/flags/v1/exposures", report)).status).toBe(202);
    const ask = `query ($id: ID!, $environmentId: ID!, $minutes: Int) { node(id: $id) { ... on Flag {
      configuration(environmentId: $environmentId) { decisions(minutes: $minutes) { total counts { step ruleId count } } } } } }`;
    const read = async (minutes?: number) =>
      (await ground.ask(ask, { id, environmentId: ground.environmentId, minutes })).node.configuration.decisions;
    // Other tests of this file ask for the flag by OFREP, where the server itself knows the rule.
    const atLeast = (found: { counts: { step: string; ruleId: string; count: number }[] }) =>
      [
        ["rules", "rule-of-the-year", 300],
        ["rules", null, 22],
        ["denyList", null, 7],
        [null, null, 15],
      ].every(([step, ruleId, count]) =>
        found.counts.some(
          (each) => each.step === step && each.ruleId === ruleId && each.count >= Number(count) && each.count < 345,
        ),
      );
    await eventually(async () => atLeast(await read()));
    const { total, counts } = await read(60);
    expect(counts.filter((each: { ruleId: string | null }) => each.ruleId?.startsWith("made-up"))).toEqual([]);
    expect(total).toBe(counts.reduce((sum: number, each: { count: number }) => sum + each.count, 0));
    await expect(read(61)).rejects.toThrow("between 1 and 60");
  });

  it("stand by hour and variant, and prove what is connected", async () => {
    const report = {
      sdk: { name: "plumbline-node", version: "1.2.3" },
      evaluations: [
        { flag: "checkout", variant: "on", count: 40 },
        { flag: "checkout", variant: "no-such-variant", count: 7 },
        { flag: "no-such-flag", variant: null, count: 7 },
      ],
      dropped: 2,
    };
    expect((await post("/flags/v1/exposures", report)).status).toBe(202);
    expect(
      (await post("/flags/v1/exposures", { ...report, evaluations: [{ flag: "checkout", variant: "on", count: 2 }] }))
        .status,
    ).toBe(202);
    expect((await post("/flags/v1/exposures", { sdk: { name: "a b" } })).status).toBe(400);
    const ask = () =>
      ground.ask(
        `query ($slug: String!, $id: ID!) {
          workspace(slug: $slug) {
            flagSources { nodes { sdk sdkVersion evaluations dropped firstEvaluatedAt apiKeyName environment { key } claim { state proof { what } } } }
            events(filter: { type: { in: ["flag_source.connected", "flag_source.evaluated"] } }) { nodes { type data } }
            flagDelivery { memory built memoryHitRate storedHitRate }
          }
          node(id: $id) { ... on Flag { configurations { nodes { environment { id } exposure { total lastAt points { variant count } } } } } }
        }`,
        { slug: ground.workspace.slug, id: checkout },
      );
    let found = await ask();
    await eventually(async () => {
      found = await ask();
      return found.workspace.flagSources.nodes.some((one: { evaluations: number }) => one.evaluations === 56);
    });
    const source = found.workspace.flagSources.nodes.find((one: { sdk: string }) => one.sdk === "plumbline-node");
    expect(source).toMatchObject({
      sdkVersion: "1.2.3",
      dropped: 4,
      apiKeyName: "secret",
      environment: { key: "production" },
      claim: { state: "PROVEN" },
    });
    const events = found.workspace.events.nodes.filter(
      (one: { data: { sdk: string } }) => one.data.sdk === "plumbline-node",
    );
    expect(events.map((one: { type: string }) => one.type).sort()).toEqual([
      "flag_source.connected",
      "flag_source.evaluated",
    ]);
    const configuration = found.node.configurations.nodes.find(
      (one: { environment: { id: string } }) => one.environment.id === ground.environmentId,
    );
    expect(configuration.exposure.points).toContainEqual({ variant: "on", count: expect.any(Number) });
    expect(configuration.exposure.total).toBeGreaterThanOrEqual(42);
    expect(found.workspace.flagDelivery.memoryHitRate).toBeGreaterThan(0.5);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/plumbline_flag_snapshot_reads_total\{from="memory"\} \d+/);
  });
});
