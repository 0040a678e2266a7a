import { spawnSync } from "node:child_process";
import { checking, noteStale } from "./write-derived.ts";

/** Writes the console's operations with their types, beside the pages that use them, from `packages/api/schema.graphql`. */
export function generateConsoleOperations(): void {
  const args = ["apps/console/scripts/generate-operations.ts", ...(checking ? ["--check"] : [])];
  const { status, stderr } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    encoding: "utf8",
  });
  if (status === 0) return;
  if (!checking) throw new TypeError(`The console's operations do not fit the schema:\n${stderr.trim()}`);
  // A line that begins with a path is about that file; those after it say what does not fit.
  const paths = stderr.match(/^\S+\.(graphql|ts)(?=:| is stale)/gm) ?? [];
  for (const path of new Set(paths)) noteStale(`apps/console/${path}`);
  if (paths.length === 0) noteStale("apps/console");
}
