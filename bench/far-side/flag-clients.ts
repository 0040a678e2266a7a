import { apiSource, FlagClient } from "../../packages/sdk/src/flags/client/index.ts";
import { WebFlagClient } from "../../packages/sdk/src/flags/web/index.ts";

// A process full of flag clients, as customers run them: starts them, says "ready", notes which version each has when, and answers
// a list of changes with how long each took to arrive. Arguments: kind (`node` or `web`), address, key, number of clients.

const [kind, url = "", key = "", count = "0"] = process.argv.slice(2);

/** Versions of one client with the moment at which it had them. */
type Arrivals = { version: number; at: number }[];

/** Milliseconds since 1970, comparable between processes of one machine. */
const now = () => performance.timeOrigin + performance.now();
const all: Arrivals[] = [];

async function start(): Promise<void> {
  const arrivals: Arrivals = [];
  all.push(arrivals);
  const client =
    kind === "web"
      ? new WebFlagClient({ url, key, context: { targetingKey: `user-${all.length}` } })
      : new FlagClient({ source: apiSource({ url, key }) });
  const note = () => arrivals.push({ version: client.status.version ?? 0, at: now() });
  if (client instanceof WebFlagClient) client.subscribe(note);
  else client.onChange(note);
  await client.start();
  const deadline = Date.now() + 60_000;
  while (client.status.state !== "ready" && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  if (client.status.state !== "ready") throw new Error(`A client is ${client.status.state}: ${client.status.problem}`);
  note();
}

process.on("message", ({ changes }: { changes: { version: number; at: number }[] }) => {
  const latencies: number[] = [];
  let behind = 0;
  for (const arrivals of all) {
    if ((arrivals.at(-1)?.version ?? 0) < (changes.at(-1)?.version ?? 0)) behind += 1;
    for (const change of changes) {
      const arrived = arrivals.find(({ version }) => version >= change.version);
      if (arrived) latencies.push(arrived.at - change.at);
    }
  }
  process.send?.({ latencies, behind });
});

// A few at a time: a listening queue has an end.
for (let started = 0; started < Number(count); started += 50) await Promise.all(Array.from({ length: 50 }, start));
process.send?.({ ready: true, version: Math.max(...all.map((arrivals) => arrivals.at(-1)?.version ?? 0)) });
