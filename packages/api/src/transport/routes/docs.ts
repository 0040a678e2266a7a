import { NotFoundError } from "../../service/errors.ts";
import { defineRoute, type RouteRequest } from "../define-route.ts";
import { findPage, listPages } from "../docs/find-page.ts";
import { renderBody, renderPage } from "../docs/render-page.ts";
import { send } from "../send.ts";

// The pages are text and one style: they run no script.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
const headers = { "content-security-policy": policy, "cache-control": "no-cache" };

/** `/docs` opens on the first guide. */
export const docsHome = defineRoute({
  method: "GET",
  path: "/docs",
  handle: async ({ res }) => openFirst(res),
});

export const docsPage = defineRoute({
  method: "GET",
  path: "/docs/*",
  async handle({ res, params, url }) {
    if (!params.rest) return openFirst(res);
    const page = findPage(params.rest);
    if (!page) throw new NotFoundError("There is no such page in the documentation.", "Start at /docs.");
    const html = url.searchParams.get("part") === "body" ? renderBody(page) : renderPage(page);
    send(res, 200, "text/html; charset=utf-8", html, headers);
  },
});

function openFirst(res: RouteRequest["res"]): void {
  const [first] = listPages();
  if (!first) throw new NotFoundError("There is no documentation in this installation.", "Read it in the repository.");
  res.writeHead(302, { location: `/docs/${first.path}` }).end();
}
