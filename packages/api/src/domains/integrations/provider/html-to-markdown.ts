import { spokenHtml } from "./spoken-html.ts";

const entities = new Map(Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", hellip: "…" }));

/**
 * The text of an HTML page as Markdown: headings, paragraphs, lists, tables and code stay apart, everything else becomes its text.
 * For comparing and quoting, not for showing the page again. Whatever it is given, it takes time in proportion to its length.
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
  for (const part of partsOf(spokenHtml(html))) {
    const tag = /^<(\/?)([a-z][\w:-]*)/i.exec(part);
    if (!tag) {
      const text = decode(part);
      line += code ? text : text.replace(/\s+/g, (run) => (run.includes("\n") ? " " : run));
      if (code && text.includes("\n")) {
        const kept = line.split("\n");
        line = kept.pop() ?? "";
        for (const one of kept) lines.push(one);
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

/** Tags and the text between them. After the last `>` there is only text, so nothing looks there for the end of a tag. */
function* partsOf(html: string): Generator<string> {
  const lastEnd = html.lastIndexOf(">");
  let at = 0;
  while (at < html.length) {
    const opens = html.indexOf("<", at);
    const textEnd = opens < 0 ? html.length : opens;
    if (textEnd > at) yield html.slice(at, textEnd);
    if (opens < 0) return;
    at = opens < lastEnd ? html.indexOf(">", opens) + 1 : opens + 1;
    yield html.slice(opens, at);
  }
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
    if (!name.startsWith("#")) return entities.get(name.toLowerCase()) ?? whole;
    const point = name[1]?.toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const half = point >= 0xd800 && point <= 0xdfff;
    return point > 0 && point <= 0x10ffff && !half ? String.fromCodePoint(point) : whole;
  });
}
