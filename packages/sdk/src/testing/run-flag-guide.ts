import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import type { FlagGround } from "./make-flags.ts";

const run = promisify(execFile);
const home = join(import.meta.dirname, "../..");
const beside = ["core", "server-sdk", "web-sdk", "ofrep-core", "ofrep-provider", "ofrep-web-provider"];

/** What renders the guide's application: it has to be bundled, since it is written in JSX. */
const renderer = `
  import { createElement } from "react";
  import { renderToString } from "react-dom/server";
  import { answersFor } from "@plumbline/sdk/flags/client";
  import { createFlags } from "@plumbline/sdk/flags/node";
  import { App } from "./app.jsx";
  const main = async () => {
    const flags = createFlags({ url: process.env.PLUMBLINE_URL, key: process.env.PLUMBLINE_API_KEY });
    await flags.start();
    const answers = answersFor(flags, { targetingKey: "user-7" }, ["banner", "layout", "new-checkout"]);
    console.log(renderToString(createElement(App, { answers })));
    await flags.close();
  };
  main();`;

/**
 * Runs every program of the guide to flags, as it stands there, where the packed package is installed.
 * @returns what each printed, by its language and in its order
 */
export async function runFlagGuide(folder: string, ground: FlagGround): Promise<Record<"js" | "jsx" | "sh", string[]>> {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@openfeature"), { recursive: true });
  for (const name of ["react", "react-dom", ...beside.map((one) => `@openfeature/${one}`)])
    symlinkSync(join(home, "node_modules", name), join(modules, name));
  const { url, secretKey, publishableKey } = ground;
  const env = {
    ...process.env,
    PLUMBLINE_URL: url,
    PLUMBLINE_API_KEY: secretKey,
    PLUMBLINE_CLIENT_KEY: publishableKey,
  };
  const execute = async (program: string, ...given: string[]) =>
    (await run(program, given, { cwd: folder, env })).stdout.trim();

  const js = await Promise.all(
    blocks("js").map(async (text, index) => {
      writeFileSync(join(folder, `flags-${index}.mjs`), text);
      return await execute(process.execPath, `flags-${index}.mjs`);
    }),
  );
  writeFileSync(join(folder, "app.jsx"), blocks("jsx")[0] ?? "");
  writeFileSync(join(folder, "render.js"), renderer);
  const entryPoints = [join(folder, "render.js")];
  const outfile = join(folder, "rendered.cjs");
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    jsx: "automatic",
    logLevel: "silent",
  });
  const jsx = [await execute(process.execPath, "rendered.cjs")];
  // The first says how to install.
  const sh = await Promise.all(
    blocks("sh")
      .slice(1)
      .map((text) => execute("bash", "-c", text)),
  );
  return { js, jsx, sh };
}

function blocks(language: string): string[] {
  const guide = readFileSync(join(home, "../../docs/guides/use-flags.md"), "utf8");
  return [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text = ""]) => text);
}
