import { measureSizes } from "./measure-sizes.ts";

for (const { name, gzip, budget } of await measureSizes()) {
  const limit = budget === null ? "" : `of ${budget} (${Math.round((gzip / budget) * 100)} %)`;
  process.stdout.write(`${name.padEnd(60)} ${String(gzip).padStart(6)} ${limit}\n`);
}
