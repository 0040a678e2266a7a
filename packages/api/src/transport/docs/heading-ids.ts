import type markdownIt from "markdown-it";

/** Ids that the frame of a page has already. */
const taken = ["main"];

/** Plugin of markdown-it: gives each heading an id made of its text, so that `#section` leads there. Escaping is the renderer's. */
export function headingIds(markdown: ReturnType<typeof markdownIt>): void {
  markdown.core.ruler.push("heading_ids", ({ tokens }) => {
    const used = new Set(taken);
    for (const [index, token] of tokens.entries()) {
      if (token.type !== "heading_open") continue;
      const parts = tokens[index + 1]?.children ?? [];
      const text = parts.map(({ type, content }) => (type === "softbreak" ? " " : content)).join("");
      token.attrSet("id", uniqueSlug(text, used));
    }
  });
}

/** As GitHub makes them, where the same files are read: lower case, hyphens for spaces, no punctuation; a number when it is there already. */
function uniqueSlug(text: string, used: Set<string>): string {
  const slug =
    text
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-") || "section";
  let id = slug;
  for (let n = 1; used.has(id); n += 1) id = `${slug}-${n}`;
  used.add(id);
  return id;
}
