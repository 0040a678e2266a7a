import { join } from "node:path";
import { build } from "esbuild";

const home = join(import.meta.dirname, "../../..");

/** React and its renderer by the names under which a version of them is installed here. */
export interface ReactNames {
  react: string;
  dom: string;
}

/** One of the entries beside this file with a React of its own. @param form `cjs` for Node, `iife` for a browser */
export async function bundleApp(entry: string, { react, dom }: ReactNames, form: "cjs" | "iife"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, entry)],
    absWorkingDir: home,
    bundle: true,
    write: false,
    format: form,
    platform: form === "cjs" ? "node" : "browser",
    alias: { react, "react-dom": dom },
    // The development builds: they look for what does not agree.
    define: { "process.env.NODE_ENV": '"development"' },
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
