import markdownIt from "markdown-it";
import { type DocsPage, listPages } from "./find-page.ts";
import { headingIds } from "./heading-ids.ts";

// Raw HTML in a page stays text: the docs of an installation may be somebody else's.
const markdown = markdownIt({ html: false, linkify: true, typographer: false });
const anchored = markdownIt({ html: false, linkify: true, typographer: false }).use(headingIds);

const style = `
:root{color-scheme:light dark;--page:light-dark(oklch(.983 .003 205),oklch(.172 .008 218));--ink:light-dark(oklch(.225 .015 222),oklch(.955 .004 205));--ink-2:light-dark(oklch(.415 .014 218),oklch(.79 .008 208));--line:light-dark(oklch(.922 .005 205),oklch(.278 .01 216));--accent:light-dark(oklch(.42 .08 208),oklch(.82 .085 198));--sunken:light-dark(oklch(.958 .005 205),oklch(.245 .011 216))}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:15px/24px Inter,ui-sans-serif,system-ui,sans-serif}
a{color:var(--accent)}nav a{color:var(--ink-2);text-decoration:none;display:block;padding:4px 8px;border-radius:6px}nav a:hover,nav a[aria-current]{background:var(--sunken);color:var(--ink)}
.shell{display:grid;grid-template-columns:260px minmax(0,1fr);gap:40px;max-width:1180px;margin:0 auto;padding:32px}
nav h2{font:500 12px/16px inherit;color:var(--ink-2);padding:16px 8px 4px;margin:0}main{max-width:760px;min-width:0}
h1{font-size:24px;line-height:32px;letter-spacing:-.017em;margin:0 0 16px}h2{font-size:16px;margin:32px 0 8px}h3{font-size:15px;margin:24px 0 8px}
code{font:.9em "JetBrains Mono",ui-monospace,monospace;background:var(--sunken);padding:1px 4px;border-radius:4px}pre{background:var(--sunken);padding:16px;border-radius:10px;overflow:auto}pre code{padding:0;background:none}
.table{overflow:auto}table{border-collapse:collapse;width:100%;font-size:13px;line-height:20px}th,td{text-align:left;padding:8px 12px 8px 0;border-bottom:1px solid var(--line);vertical-align:top}th{font-weight:500;color:var(--ink-2)}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px}:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
@media(max-width:800px){.shell{display:block;padding:16px}nav{border-bottom:1px solid var(--line);padding-bottom:12px;margin-bottom:24px}}`;

/** A page of the documentation as HTML, with the list of all pages beside it. */
export function renderPage(page: DocsPage): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(page.title)} · Plumbline</title><style>${style}</style></head><body><a class="skip" href="#main">Skip to the page</a>
<div class="shell"><nav aria-label="Documentation">${navigation(page.path)}</nav><main id="main">${render(anchored, page)}</main></div></body></html>`;
}

/**
 * The text of a page alone, for a place that has a frame of its own: the console shows guides beside what they explain. Its headings
 * have no ids, which could be those of that place; links to sections lead to the whole page.
 */
export function renderBody(page: DocsPage): string {
  return render(markdown, page).replaceAll('href="#', `href="/docs/${page.path}#`);
}

function render(by: typeof markdown, page: DocsPage): string {
  const body = by
    .render(page.markdown)
    .replaceAll("<table>", '<div class="table"><table>')
    .replaceAll("</table>", "</table></div>");
  return withLinks(body, page.path);
}

function navigation(current: string): string {
  const groups: [string, (path: string) => boolean][] = [
    ["Guides", (path) => path.startsWith("guides/")],
    ["Reference", (path) => !path.includes("/")],
    ["Decisions", (path) => path.startsWith("adr/")],
  ];
  const pages = listPages();
  return groups
    .map(([name, belongs]) => {
      const links = pages
        .filter(({ path }) => belongs(path))
        .map(
          ({ path, title }) =>
            `<a href="/docs/${path}"${path === current ? ' aria-current="page"' : ""}>${escapeHtml(title)}</a>`,
        );
      return links.length > 0 ? `<h2>${name}</h2>${links.join("")}` : "";
    })
    .join("");
}

/** Links between Markdown files work in the repository as they are; here they lose their ending. */
function withLinks(html: string, path: string): string {
  const base = new URL(`http://docs/docs/${path}`);
  return html.replace(/href="([^"]+?)\.md(#[^"]*)?"/g, (_, to: string, hash = "") =>
    /^https?:/.test(to) ? `href="${to}.md${hash}"` : `href="${new URL(to, base).pathname}${hash}"`,
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
