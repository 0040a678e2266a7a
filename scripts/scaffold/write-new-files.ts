import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Ends a scaffold with a message for the person who called it. */
export function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Writes files that must not be there yet: all of them or none. Paths are below the repository's root. */
export function writeNewFiles(files: Record<string, string>): void {
  const there = Object.keys(files).filter((path) => existsSync(path));
  if (there.length > 0) refuse(`${there.join(", ")} is there already. Choose another name, or remove it first.`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    process.stdout.write(`wrote ${path}\n`);
  }
  // Where a line breaks depends on how long the names are.
  spawnSync("node_modules/.bin/biome", ["format", "--write", ...Object.keys(files)]);
}
