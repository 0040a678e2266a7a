import { parseArgs } from "node:util";
import { soak } from "../bench/soak/deliveries.ts";

// `npm run soak -- --minutes 30`: deliveries for a long time, with the worker killed again and again. Too slow for `npm test`.

const { values } = parseArgs({ options: { minutes: { type: "string", default: "10" } } });
const report = await soak(Number(values.minutes));
process.stdout.write(`${report.lines.join("\n")}\n`);
process.exitCode = report.ok ? 0 : 1;
