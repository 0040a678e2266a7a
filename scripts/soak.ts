import { parseArgs } from "node:util";
import { soak } from "../bench/soak/deliveries.ts";
import { soakFlags } from "../bench/soak/flags.ts";

// `npm run soak -- --minutes 30`: deliveries for a long time, with the worker killed again and again. `npm run soak -- flags`: clients of
// flags while one of two processes is killed, for a minute unless told otherwise. Too slow for `npm test`.

const { values, positionals } = parseArgs({ options: { minutes: { type: "string" } }, allowPositionals: true });
const report =
  positionals[0] === "flags" ? await soakFlags(Number(values.minutes ?? 1)) : await soak(Number(values.minutes ?? 10));
process.stdout.write(`${report.lines.join("\n")}\n`);
process.exitCode = report.ok ? 0 : 1;
