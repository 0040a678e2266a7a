/// <reference path="./analyzer.d.ts" />
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { create, ts } from "@custom-elements-manifest/analyzer";
import { litPlugin } from "@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js";

const home = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the class comments of the elements say, as a custom elements manifest: editors, documentation and the console read it. */
export function widgetManifest(): string {
  const paths = globSync("src/*/{*.component,index}.ts", { cwd: home })
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
  const modules = paths.map((path) =>
    ts.createSourceFile(path, readFileSync(join(home, path), "utf8"), ts.ScriptTarget.ES2022, true),
  );
  const manifest = create({ modules, plugins: litPlugin(), context: { dev: false } });
  manifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
  return `${JSON.stringify(sorted(manifest), null, 2)}\n`;
}

/** Keys in one order, and only what has words: the file then changes when the face of an element does, and not otherwise. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isDescribed).map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Members and events that nobody described are the element's own affair. */
function isDescribed(entry: unknown): boolean {
  const { kind, name, description, type } = (entry ?? {}) as Record<string, string> & { type?: { text?: string } };
  const face = kind === "field" || kind === "method" || type?.text === "CustomEvent";
  return !face || Boolean(description && !name?.startsWith("#"));
}
