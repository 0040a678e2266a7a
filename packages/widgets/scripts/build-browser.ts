import { createHash } from "node:crypto";
import { globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minifyStyles } from "./minify-styles.ts";

const home = dirname(dirname(fileURLToPath(import.meta.url)));

/** One element as a page includes it by a script tag, with everything that it needs. */
export interface BrowserBuild {
  /** Stable name, `integrations.js`. */
  name: string;
  /** Name that changes with the content, `integrations-3f2a….js`; may be kept for ever. */
  hashedName: string;
  /** For the `integrity` attribute beside the hashed name. */
  integrity: string;
  gzipBytes: number;
  text: string;
  /** What the element loads when it needs it, by names that change with the content. */
  chunks: { name: string; text: string }[];
}

/** Bundles every element: each folder with an `index.ts` is one. */
export async function bundleWidgets(): Promise<BrowserBuild[]> {
  const entries = globSync("src/*/index.ts", { cwd: home }).sort();
  return await Promise.all(entries.map((entry) => bundle(basename(dirname(entry)), join(home, entry))));
}

/** Bundles one entry as browsers get it. */
export async function bundle(element: string, entry: string): Promise<BrowserBuild> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    splitting: true,
    outdir: "out",
    entryNames: element,
    chunkNames: `${element}-[name]-[hash]`,
    plugins: [minifyStyles],
    write: false,
    format: "esm",
    target: "es2022",
    platform: "browser",
    legalComments: "none",
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const [{ text = "" } = {}, ...chunks] = outputFiles.sort((a, b) => a.path.length - b.path.length);
  const digest = createHash("sha384").update(text).digest();
  return {
    name: `${element}.js`,
    hashedName: `${element}-${digest.toString("hex").slice(0, 16)}.js`,
    integrity: `sha384-${digest.toString("base64")}`,
    gzipBytes: gzipSync(text, { level: 9 }).length,
    text,
    chunks: chunks.map((chunk) => ({ name: basename(chunk.path), text: chunk.text })),
  };
}

/** Writes the bundles, and a list of them, to `dist/browser`, from where the API serves `/widgets/*`. */
export async function buildBrowser(): Promise<void> {
  const folder = join(home, "dist/browser");
  const builds = await bundleWidgets();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, hashedName, text, chunks } of builds) {
    writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, hashedName), text);
    for (const chunk of chunks) writeFileSync(join(folder, chunk.name), chunk.text);
  }
  const list = builds.map(({ text: _, chunks, ...facts }) => ({ ...facts, chunks: chunks.map(({ name }) => name) }));
  writeFileSync(join(folder, "index.json"), `${JSON.stringify(list, null, 2)}\n`);
}
