import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { diffSnapshots } from "../authoring/index.ts";
import type { SnapshotSource } from "../client/index.ts";
import type { FlagDefinition, Snapshot, SnapshotDelta } from "../index.ts";

export const onFlag: FlagDefinition = {
  key: "checkout",
  environment: "production",
  type: "boolean",
  state: "active",
  enabled: true,
  salt: "a3f1",
  variants: { on: true, off: false },
  serve: "on",
  defaultVariant: "off",
};

/** A far side over real HTTP: `/snapshot`, and `/changes?after=` as lines of JSON that never end. */
export async function startTwin(port = 0) {
  let snapshot: Snapshot = { version: 1, environment: "production", flags: [onFlag], segments: [] };
  const history: SnapshotDelta[] = [];
  const followers = new Set<ServerResponse>();
  const requests: string[] = [];
  const server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? "/", "http://twin");
    requests.push(req.url ?? "");
    if (pathname === "/snapshot") return res.end(JSON.stringify(snapshot));
    const missed = history.filter(({ toVersion }) => toVersion > Number(searchParams.get("after")));
    for (const delta of missed) res.write(`${JSON.stringify(delta)}\n`);
    res.write("\n");
    followers.add(res);
    return res.on("close", () => followers.delete(res));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    /** Changes the flag; followers hear of it unless it is done in silence, as during an outage. */
    change(flag: Partial<FlagDefinition>): void {
      const next = { ...snapshot, version: snapshot.version + 1, flags: [{ ...onFlag, ...flag }] };
      const delta = diffSnapshots(snapshot, next);
      history.push(delta);
      snapshot = next;
      for (const res of followers) res.write(`${JSON.stringify(delta)}\n`);
    },
    cut(): void {
      for (const res of followers) res.destroy();
    },
    forget(): void {
      history.length = 0;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** How a client reaches the twin. */
export function twinSource(port: () => number): SnapshotSource {
  const at = (path: string) => `http://127.0.0.1:${port()}${path}`;
  return {
    async fetchSnapshot(signal) {
      const snapshot = (await (await fetch(at("/snapshot"), { signal })).json()) as Snapshot;
      return { snapshot, cursor: String(snapshot.version) };
    },
    async subscribe({ after, onAlive, onDelta }, signal) {
      const { body } = await fetch(at(`/changes?after=${after}`), { signal });
      let rest = "";
      for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          if (!line) onAlive();
          else {
            const delta = JSON.parse(line) as SnapshotDelta;
            onDelta(delta, String(delta.toVersion));
          }
        }
      }
    },
  };
}
