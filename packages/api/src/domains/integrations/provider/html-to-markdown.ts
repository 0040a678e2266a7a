const silent = /<(script|style|template|svg|head)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi;
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", hellip: "…" };

/**
 * The text of an HTML page as Markdown: headings, paragraphs, lists, tables and code stay apart, everything else becomes its text.
 * For comparing and quoting, not for showing the page again.
 */
export function htmlToMarkdown(html: string): string {
  const lines: string[] = [];
  let line = "";
  let code = false;
  const end = () => {
    const text = code ? line : line.replace(/[ \t]+/g, " ").trim();
    if (text !== "") lines.push(text);
    line = "";
  };
  for (const [part] of withoutCdata(html.replace(silent, "")).matchAll(/<[^>]*>|[^<]+|</g)) {
    const tag = /^<(\/?)([a-z][\w:-]*)/i.exec(part);
    if (!tag) {
      line += code ? decode(part) : decode(part).replace(/\s*\n\s*/g, " ");
      if (code && line.includes("\n")) {
        const kept = line.split("\n");
        line = kept.pop() ?? "";
        lines.push(...kept);
      }
      continue;
    }
    const [, slash, name = ""] = tag;
    if (/^t[dh]$/i.test(name) && slash === "/") line += " | ";
    const mark = markOf(name.toLowerCase(), slash === "/");
    if (mark === null) continue;
    end();
    if (mark === "```") {
      code = slash !== "/";
      lines.push("```");
    } else line = mark;
  }
  end();
  return joined(lines);
}

/** Paragraphs are apart by an empty line, lines of code are not. */
function joined(lines: readonly string[]): string {
  let text = "";
  let code = false;
  for (const line of lines) {
    const mark = line === "```";
    text += text === "" ? line : code || (mark && code) ? `\n${line}` : `\n\n${line}`;
    if (mark) code = !code;
  }
  return text;
}

/** Confluence keeps code in CDATA, where `<` is text. */
function withoutCdata(html: string): string {
  return html.replace(
    /<!\[CDATA\[([\s\S]*?)\]\]>/g,
    (_, text: string) => `<pre>${text.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</pre>`,
  );
}

/** What begins the line after a tag; null where a tag is within a line. */
function markOf(name: string, closes: boolean): string | null {
  if (name === "pre") return "```";
  const depth = /^h([1-6])$/.exec(name)?.[1];
  if (depth) return closes ? "" : `${"#".repeat(Number(depth))} `;
  if (name === "li") return closes ? "" : "- ";
  if (name === "td" || name === "th") return null;
  return /^(p|div|br|ul|ol|tr|table|section|article|blockquote|body|main|header|footer|dl|dt|dd|title)$/.test(name)
    ? ""
    : null;
}

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole;
    const point = name[1]?.toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
