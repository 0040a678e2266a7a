import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minifyStyles } from "./minify-styles.ts";

const packages = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One thing that a browser downloads, beside its budget. */
export interface Size {
  name: string;
  /** Bytes, minified and compressed with gzip. */
  gzip: number;
  /** Bytes at most; null where another line carries the budget. */
  budget: number | null;
}

const kilobyte = 1024;

/** The chunk that few pages ever load. */
const polls = "poll-answers";

/** What pages download of us. A chunk that is loaded later counts by itself. */
export async function measureSizes(): Promise<Size[]> {
  const widget = await weigh("widgets/src/integrations/index.ts");
  const gate = await weigh("widgets/src/flag/index.ts", polls);
  const react = await weigh("sdk/src/react/index.ts");
  const embed = await weigh("sdk/src/embed/index.ts");
  const core = await weigh("sdk/src/index.ts");
  const evaluator = await weigh("sdk/src/flags/evaluator.ts");
  const flags = await weigh("sdk/src/flags/index.ts");
  const web = await weigh("sdk/src/flags/web/index.ts", polls);
  return [
    { name: "<plumbline-integrations> with Lit", gzip: widget.first, budget: 15 * kilobyte },
    { name: "  what connects, loaded when the token allows it", gzip: widget.later, budget: null },
    { name: "<plumbline-flag>", gzip: gate.first, budget: 2.5 * kilobyte },
    { name: "  its client, loaded with the first element", gzip: gate.later, budget: 4.5 * kilobyte },
    { name: "@plumbline/sdk/react without React", gzip: react.first + react.later, budget: 2.5 * kilobyte },
    { name: "@plumbline/sdk/embed", gzip: embed.first + embed.later, budget: 4 * kilobyte },
    { name: "@plumbline/sdk with urql", gzip: core.first, budget: 14 * kilobyte },
    { name: "  its WebSocket chunk, loaded with the first subscription", gzip: core.later, budget: null },
    { name: "@plumbline/sdk/flags/evaluator", gzip: evaluator.first + evaluator.later, budget: 3 * kilobyte },
    {
      name: "  @plumbline/sdk/flags: with semver, CIDR, regex and deltas",
      gzip: flags.first + flags.later,
      budget: null,
    },
    { name: "@plumbline/sdk/flags/web", gzip: web.first + web.later, budget: 4.5 * kilobyte },
    { name: "  its polls, loaded where no stream gets through", gzip: web.apart, budget: null },
  ];
}

/** Bytes that an entry loads first, and those that it loads when it needs them. @param rare part of the name of a chunk that counts apart */
async function weigh(entry: string, rare = "none"): Promise<{ first: number; later: number; apart: number }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(packages, entry)],
    absWorkingDir: packages,
    bundle: true,
    minify: true,
    splitting: true,
    write: false,
    metafile: true,
    external: ["react"],
    plugins: [minifyStyles],
    outdir: "out",
    format: "esm",
    target: "es2022",
    platform: "browser",
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const main = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(entry))?.[0] ?? "";
  const first = new Set([main]);
  for (const path of first) {
    for (const { path: chunk, kind } of metafile.outputs[path]?.imports ?? [])
      if (kind === "import-statement") first.add(chunk);
  }
  const sizes = { first: 0, later: 0, apart: 0 };
  for (const { path, contents } of outputFiles) {
    const relative = path.slice(packages.length + 1).replaceAll("\\", "/");
    const when = first.has(relative) ? "first" : path.includes(rare) ? "apart" : "later";
    sizes[when] += gzipSync(contents, { level: 9 }).length;
  }
  return sizes;
}
