import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const stamp = "packages/widgets/dist/browser/.built-from";

/** Builds the elements that `/widgets/*` serves, unless what lies there was made from the same content. */
export async function buildWidgets(root: string): Promise<void> {
  const hash = createHash("sha256");
  const sources = globSync(["packages/{sdk,widgets}/src/**/*.ts", "packages/widgets/scripts/*.ts", "pnpm-lock.yaml"], {
    cwd: root,
  }).sort();
  for (const path of sources)
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)))
      .update("\0");
  const wanted = hash.digest("hex");
  const stampPath = join(root, stamp);
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === wanted) return;
  // Loaded only when it is needed: it brings the bundler.
  const { buildBrowser } = await import("../packages/widgets/scripts/build-browser.ts");
  await buildBrowser();
  writeFileSync(stampPath, wanted);
}
