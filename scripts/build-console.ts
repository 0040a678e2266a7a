import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";

const stamp = "apps/console/dist/.built-from";
const sources = [
  "apps/console/{index.html,package.json,vite.config.ts,vite.worker.config.ts}",
  "apps/console/{src,public}/**/*",
  "packages/{sdk,widgets}/src/**/*",
  "pnpm-lock.yaml",
  "scripts/build-console.ts",
];

/** The console's sources do not build. */
export class ConsoleBuildError extends Error {
  override readonly name = "ConsoleBuildError";
}

/**
 * Builds the console unless the build that lies there was made from the same content.
 * @throws ConsoleBuildError with the bundler's own words
 */
export async function buildConsole(root: string): Promise<"built" | "unchanged"> {
  const wanted = contentHash(root);
  const stampPath = join(root, stamp);
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === wanted) return "unchanged";
  // Vite belongs to the console, not to the root.
  const vite = (await import(pathToFileURL(join(root, "apps/console/node_modules/vite/dist/node/index.js")).href)) as {
    build(options: object): Promise<unknown>;
  };
  // A build that a test makes is the one that people get too: the bundler would make another of it for `test`.
  const given = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    const home = join(root, "apps/console");
    await vite.build({ root: home, logLevel: "silent" });
    // Second, because the service worker names the files of the first.
    await vite.build({ root: home, configFile: join(home, "vite.worker.config.ts"), logLevel: "silent" });
  } catch (error) {
    const words = stripVTControlCharacters((error as Error).message)
      .split("\n")
      .slice(0, 12)
      .join("\n");
    throw new ConsoleBuildError(`The console does not build: ${words}`);
  } finally {
    if (given === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = given;
  }
  writeFileSync(stampPath, wanted);
  return "built";
}

function contentHash(root: string): string {
  const hash = createHash("sha256");
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }));
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.sort())
    hash.update(relative(root, path)).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}
