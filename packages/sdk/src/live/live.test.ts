import { eventually, startTestServer, type TestServer } from "@plumbline/api/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Plumbline } from "../create-plumbline.ts";
import { type Member, makeMember } from "../testing/make-member.ts";
import { type FlakyProxy, startFlakyProxy } from "../testing/start-flaky-proxy.ts";
import type { TypedDocument } from "../typed-document.ts";
import type { LiveMode } from "./live-status.ts";
import type { LiveOptions, LiveSubscription } from "./live-subscription.ts";

interface Renamed {
  events: { cursor: string; event: { type: string; data: { name: string } } };
}

const renamed = `subscription ($workspaceId: ID!, $after: Cursor) {
  events(workspaceId: $workspaceId, after: $after, types: ["integration.updated"]) { cursor event { type data } } }` as TypedDocument<
  Renamed,
  { workspaceId: string }
>;

let server: TestServer;
let member: Member;
let proxy: FlakyProxy;
let client: Plumbline;
let names: string[];
let modes: LiveMode[];

beforeAll(async () => {
  server = await startTestServer();
  member = await makeMember(server);
});
afterAll(() => server.close());
/** What each test starts anew with, where a shorter one is what it is about. */
function connect(patienceMs: number): void {
  client?.close();
  client = member.client(proxy.url, {
    patienceMs,
    pollMs: 200,
    onMode: ({ mode }) => modes.at(-1) !== mode && modes.push(mode),
  });
}

beforeEach(async () => {
  proxy = await startFlakyProxy(server.url);
  names = [];
  modes = [];
  // A busy machine may take seconds to open a connection, which is no reason to give it up.
  connect(20_000);
});
afterEach(async () => {
  client.close();
  await proxy.close();
});

function listen(options: Partial<LiveOptions<Renamed>> = {}): LiveSubscription {
  return client.live(
    renamed,
    { workspaceId: member.workspace.id },
    {
      onEvent: ({ events }) => names.push(events.event.data.name),
      ...options,
    },
  );
}

const mode = (wanted: LiveMode) => eventually(() => client.status.mode === wanted);

describe("live", () => {
  it("brings events over WebSocket and measures its delay", async () => {
    listen();
    await mode("websocket");
    await member.rename("one");
    await eventually(() => names.includes("one"));
    expect(client.status.lagMs).toBeGreaterThan(0);
    expect(proxy.seen).toMatchObject({ upgrades: 1, streams: 0 });
  });

  it("carries many subscriptions over one socket", async () => {
    const other: string[] = [];
    listen();
    listen({ onEvent: ({ events }) => other.push(events.event.data.name) });
    await mode("websocket");
    await member.rename("for both");
    await eventually(() => names.length === 1 && other.length === 1);
    expect(proxy.seen.upgrades).toBe(1);
  });

  it("resumes behind its cursor when sockets are killed: nothing lost, nothing twice, in order", async () => {
    const wanted = Array.from({ length: 30 }, (_, index) => `kill ${index}`);
    listen({ after: await cursorNow() });
    await mode("websocket");
    for (const [index, name] of wanted.entries()) {
      await member.rename(name);
      if (index % 6 === 3) proxy.cut();
    }
    await eventually(() => names.length >= wanted.length);
    expect(names).toEqual(wanted);
    expect(modes).toContain("lost");
    expect(modes.at(-1)).toBe("websocket");
  });

  it("says at once that the connection is lost, since when, and when it tries again", async () => {
    listen();
    await mode("websocket");
    proxy.down = true;
    const cutAt = Date.now();
    proxy.cut();
    await mode("lost");
    expect(client.status.since.getTime()).toBeGreaterThanOrEqual(cutAt);
    expect(client.status.retryAt?.getTime()).toBeGreaterThan(client.status.since.getTime() - 1);
    proxy.down = false;
    await mode("websocket");
  });

  it("finds out by its heartbeat that a socket is dead though nobody closed it", async () => {
    client.close();
    client = member.client(proxy.url, { heartbeatMs: 200, patienceMs: 1000 });
    listen({ after: await cursorNow() });
    await mode("websocket");
    proxy.frozen = true;
    await member.rename("into the void");
    await mode("lost");
    proxy.frozen = false;
    await eventually(() => names.includes("into the void"));
    expect(names).toEqual(["into the void"]);
  });

  it("falls back to SSE where upgrades are refused, and climbs up when they no longer are", async () => {
    proxy.refuseUpgrades = true;
    listen({ after: await cursorNow() });
    await mode("sse");
    await member.rename("by stream");
    await eventually(() => names.includes("by stream"));
    proxy.refuseUpgrades = false;
    await mode("websocket");
    await member.rename("by socket again");
    await eventually(() => names.includes("by socket again"));
    expect(names).toEqual(["by stream", "by socket again"]);
  });

  it("falls back to SSE where upgrades are swallowed", async () => {
    connect(2000);
    proxy.swallowUpgrades = true;
    listen();
    await mode("sse");
    expect(modes).toEqual(["lost", "sse"]);
  });

  it("resumes over SSE behind its cursor when streams are killed", async () => {
    proxy.refuseUpgrades = true;
    listen({ after: await cursorNow() });
    await mode("sse");
    for (const name of ["a", "b", "c", "d"]) {
      await member.rename(name);
      proxy.cut();
    }
    await eventually(() => names.length === 4);
    expect(names).toEqual(["a", "b", "c", "d"]);
  });

  it("polls where streams are held back too, with the reader's own question", async () => {
    connect(700);
    proxy.refuseUpgrades = true;
    proxy.holdStreams = true;
    let asked = 0;
    listen({
      onResync() {
        asked += 1;
      },
    });
    await mode("polling");
    await eventually(() => asked > 1);
    proxy.holdStreams = false;
    proxy.refuseUpgrades = false;
    await mode("websocket");
    await member.rename("healed");
    await eventually(() => names.includes("healed"));
  });

  it("polls with the reader's own function and keeps its cursor", async () => {
    connect(700);
    proxy.refuseUpgrades = true;
    proxy.holdStreams = true;
    const cursors: (string | null)[] = [];
    listen({
      after: "start",
      async poll(after) {
        cursors.push(after);
        return { cursor: `after ${cursors.length}`, events: [] };
      },
    });
    await eventually(() => cursors.length > 2);
    expect(cursors.slice(0, 3)).toEqual(["start", "after 1", "after 2"]);
  });

  it("asks for the state when there was no cursor to continue from", async () => {
    const reasons: string[] = [];
    listen({ onResync: (reason) => reasons.push(reason) });
    await mode("websocket");
    proxy.cut();
    await eventually(() => reasons.length > 0);
    expect(reasons).toEqual(["no-cursor"]);
  });

  it("asks for the state when the cursor is of another log, and continues from the new one", async () => {
    const reasons: string[] = [];
    const ahead = Buffer.from("e:99999999").toString("base64url");
    listen({
      after: ahead,
      onResync(reason) {
        reasons.push(reason);
        return cursorNow();
      },
    });
    await eventually(() => reasons.length > 0);
    await member.rename("behind the new cursor");
    await eventually(() => names.includes("behind the new cursor"));
    expect(reasons).toEqual(["too-old"]);
  });

  it("goes on though the state could not be read, and though a listener throws", async () => {
    let tries = 0;
    const thrown = new Promise((resolve) => process.once("uncaughtException", resolve));
    listen({
      onResync() {
        tries += 1;
        if (tries < 3) throw new Error("The state is not to be had.");
      },
      onEvent({ events }) {
        names.push(events.event.data.name);
        if (names.length === 1) throw new Error("The page's own fault.");
      },
    });
    await mode("websocket");
    proxy.cut();
    await eventually(() => tries === 3 && client.status.mode === "websocket");
    await member.rename("thrown at");
    await member.rename("after it");
    await eventually(() => names.length === 2);
    expect(names).toEqual(["thrown at", "after it"]);
    expect(await thrown).toMatchObject({ message: "The page's own fault." });
  });

  it("ends with a typed error when it may not listen", async () => {
    const ended = new Promise<unknown>((resolve) => {
      client.live(renamed, { workspaceId: "ws_00000000000000000000000000" }, { onEvent: () => {}, onEnd: resolve });
    });
    expect(await ended).toMatchObject({ code: "NOT_FOUND" });
  });

  it("ends quietly with stop()", async () => {
    let ended: unknown = "not yet";
    const live = listen({ onEnd: (error) => (ended = error) });
    await mode("websocket");
    live.stop();
    await eventually(() => ended === null);
    await member.rename("after the end");
    expect(names).toEqual([]);
  });
});

async function cursorNow(): Promise<string> {
  const query = `query ($slug: String!) { workspace(slug: $slug) { cursor } }` as TypedDocument<
    { workspace: { cursor: string } },
    { slug: string }
  >;
  const answer = await member.client(server.url).query(query, { slug: member.workspace.slug });
  if (!answer.ok) throw answer.error;
  return answer.data.workspace.cursor;
}
