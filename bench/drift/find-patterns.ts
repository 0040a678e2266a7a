import { execFileSync } from "node:child_process";
import type { DriftPatterns } from "./read-history.ts";

const aside =
  /(^|\/)(\.[^/]+|node_modules|e2e|scripts|website|examples?|demos?|playgrounds?|fixtures?|tests?|benchmarks?|__tests__|vendor|dist|blogs?|changelogs?)\//i;
const document = /\.(md|mdx)$/i;
const notDocument = /(^|\/)(changelog|license|contributing|code_of_conduct|security|readme)\.mdx?$/i;
const source = /\.(ts|tsx|mts|js|jsx|mjs|py|go|rs|java|kt|rb|php|cs|swift|ex|scala)$/i;

/** Guesses where a repository keeps its documentation and its code, from its newest tree. */
export function findPatterns(repo: string): DriftPatterns {
  const paths = execFileSync("git", ["-C", repo, "ls-tree", "-r", "--name-only", "HEAD"], { maxBuffer: 2 ** 28 })
    .toString()
    .split("\n")
    .filter((path) => !aside.test(path));
  const folder = deepestShared(paths.filter((path) => document.test(path) && !notDocument.test(path)));
  const code = new Set<string>();
  for (const path of paths) {
    if (!source.test(path) || (folder && path.startsWith(`${folder.split("/")[0]}/`))) continue;
    const parts = path.split("/");
    const at = parts.findIndex((part) => part === "src" || part === "lib");
    // packages/x/src/… becomes packages/*/src/**; a repository without such folders is code everywhere outside its documents.
    if (at >= 0)
      code.add([...parts.slice(0, at).map((part, depth) => (depth === 0 ? part : "*")), parts[at], "**"].join("/"));
    else if (parts.length > 1) code.add(`${parts[0]}/**`);
  }
  const withSrc = [...code].filter((pattern) => /(^|\/)(src|lib)\/\*\*$/.test(pattern));
  const prefix = folder ? `${folder}/` : "";
  return { code: withSrc.length > 0 ? withSrc : [...code], documents: [`${prefix}**/*.md`, `${prefix}**/*.mdx`] };
}

/** Goes down as long as one folder holds three quarters of what is left. */
function deepestShared(paths: string[]): string {
  let prefix = "";
  let left = paths;
  for (;;) {
    const counts = new Map<string, number>();
    for (const path of left) {
      const next = path.slice(prefix.length).split("/");
      if (next.length > 1 && next[0]) counts.set(next[0], (counts.get(next[0]) ?? 0) + 1);
    }
    const [best, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
    // The first step is taken by the largest folder: READMEs lie everywhere.
    if (count < left.length * (prefix === "" ? 0.4 : 0.75)) return prefix.replace(/\/$/, "");
    prefix += `${best}/`;
    left = left.filter((path) => path.startsWith(prefix));
  }
}
