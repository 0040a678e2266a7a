import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const stale: string[] = [];

/** True under `--check`: nothing is written, what would change is collected. */
export const checking = process.argv.includes("--check");

/** Writes a derived file, or under `--check` notes that the one in the tree is stale. Paths are below the repository's root. */
export function writeDerived(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  if (checking) {
    stale.push(path);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Notes a stale file that another program found. */
export function noteStale(path: string): void {
  stale.push(path);
}

/** The derived files that a check found stale. */
export function staleFiles(): readonly string[] {
  return stale;
}
