import { expect, test } from "vitest";
import { listPages } from "./find-page.ts";
import { renderBody, renderPage } from "./render-page.ts";

const pageOf = (markdown: string) => ({ path: "guides/x", title: "X", markdown });
const idsOf = (html: string) => [...html.matchAll(/<h[1-6] id="([^"]*)"/g)].map(([, id]) => id);

test("a heading's id is the slug of its text, and unique within the page and its frame", () => {
  const markdown =
    "# Über die *Welt*: `a_b` & mehr\n\n## Twice\n\n## Twice\n\n## Twice 1\n\n## Main\n\n## ???\n\n## A [link](y.md)\n";
  expect(idsOf(renderPage(pageOf(markdown)))).toEqual([
    "über-die-welt-a_b--mehr",
    "twice",
    "twice-1",
    "twice-1-1",
    "main-1",
    "section",
    "a-link",
  ]);
});

test("a heading cannot break out of its id", () => {
  const html = renderPage(pageOf('## "><script>alert(1)</script> onload=x\n'));
  expect(idsOf(html)).toEqual(["scriptalert1script-onloadx"]);
  expect(html).not.toContain("<script>");
});

test("the text alone has no ids, and its links to sections lead to the whole page", () => {
  const html = renderBody(pageOf("## Part\n\n[there](#part), [other](y.md#z)\n"));
  expect(idsOf(html)).toEqual([]);
  expect(html).toContain('href="/docs/guides/x#part"');
  expect(html).toContain('href="/docs/guides/y#z"');
});

test("every link to a section of the documentation names a heading that is there", () => {
  const ids = new Map(listPages().map((page) => [`/docs/${page.path}`, idsOf(renderPage(page))]));
  const dead = listPages().flatMap((page) =>
    [...renderBody(page).matchAll(/href="(\/docs[^"#]*)#([^"]+)"/g)]
      .filter(([, to = "", section = ""]) => !ids.get(to)?.includes(decodeURIComponent(section)))
      .map(([link]) => `${page.path}: ${link}`),
  );
  expect(dead).toEqual([]);
});
