import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../../../docs", import.meta.url));

/** One Markdown file below `docs/`. */
export interface DocsPage {
  /** Path below `/docs/`, without the ending: `guides/connect-github`. Empty for the list of pages. */
  path: string;
  title: string;
  markdown: string;
}

/** @param path as it stands in the address after `/docs/` */
export function findPage(path: string): DocsPage | null {
  const file = resolve(join(folder, `${path}.md`));
  // A path may not climb out of the folder.
  if (!file.startsWith(folder + sep) || !existsSync(file)) return null;
  const markdown = readFileSync(file, "utf8");
  return { path, markdown, title: titleOf(markdown, path) };
}

/** Every page, guides first, then the reference, then the decisions. */
export function listPages(): DocsPage[] {
  const order = (path: string) => (path.startsWith("guides/") ? 0 : path.startsWith("adr/") ? 2 : 1);
  return globSync("**/*.md", { cwd: folder })
    .map((file) => file.replaceAll(sep, "/").replace(/\.md$/, ""))
    .sort((a, b) => order(a) - order(b) || a.localeCompare(b))
    .flatMap((path) => findPage(path) ?? []);
}

function titleOf(markdown: string, path: string): string {
  return /^# (.+)$/m.exec(markdown)?.[1] ?? path;
}
