import { parseArgs } from "node:util";
import { soak } from "../bench/soak/deliveries.ts";
import { soakFlags } from "../bench/soak/flags.ts";
import { soakLogs } from "../bench/soak/logs.ts";

// `npm run soak -- --minutes 30`: deliveries for a long time, with the worker killed again and again. `npm run soak -- flags`: clients of
// flags while one of two processes is killed, for a minute unless told otherwise.
// `npm run soak -- logs --entries 1000000`: log entries while the server that takes them is killed twice. Too slow for `npm test`.

const { values, positionals } = parseArgs({
  options: { minutes: { type: "string" }, entries: { type: "string" } },
  allowPositionals: true,
});
const soaks: Record<string, () => ReturnType<typeof soak>> = {
  deliveries: () => soak(Number(values.minutes ?? 10)),
  flags: () => soakFlags(Number(values.minutes ?? 1)),
  logs: () => soakLogs(Number(values.entries ?? 1_000_000)),
};
const chosen = soaks[positionals[0] ?? "deliveries"];
if (!chosen) throw new TypeError(`There is no soak ${positionals[0]}. There are: ${Object.keys(soaks).join(", ")}.`);
const report = await chosen();
process.stdout.write(`${report.lines.join("\n")}\n`);
process.exitCode = report.ok ? 0 : 1;
