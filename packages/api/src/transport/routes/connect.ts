import { randomBytes } from "node:crypto";
import { findProvider, finishConnect, startConnect, takeTicket } from "../../domains/integrations/index.ts";
import { decodeId, encodeId } from "../../graphql/ids.ts";
import { createContext } from "../../service/context.ts";
import { AppError, ForbiddenError, InvalidInputError } from "../../service/errors.ts";
import { authenticate } from "../authenticate.ts";
import { defineRoute, type RouteRequest } from "../define-route.ts";
import { send } from "../send.ts";

/** Begins connecting in the browser: sends the person to the provider, or posts the app's manifest there. */
export const connect = defineRoute({
  method: "GET",
  path: "/connect/:provider",
  handle: (request) => answer(request, async () => await begin(request)),
});

/** Where the provider sends the person back to. */
export const connectCallback = defineRoute({
  method: "GET",
  path: "/connect/:provider/callback",
  handle: (request) => answer(request, async () => await finish(request)),
});

async function begin(request: RouteRequest): Promise<void> {
  const { app, req, res, url, params, requestId } = request;
  if (url.searchParams.has("ticket")) return await beginByTicket(request);
  // A link on somebody else's page must not make a member connect with what that page chose, a tenant for example.
  if (req.headers["sec-fetch-site"] === "cross-site") {
    throw new ForbiddenError(
      "origin",
      "Connecting was begun from another site.",
      "Open the catalogue in Plumbline and begin there.",
    );
  }
  const ctx = createContext({ app, actor: await authenticate(app, req), requestId });
  const query = url.searchParams;
  const id = (prefix: string, name: string) => (query.get(name) ? decodeId(prefix, query.get(name) ?? "") : null);
  const method = query.get("method");
  if (method !== null && method !== "oauth2" && method !== "app") {
    throw new InvalidInputError([{ path: ["method"], message: "must be oauth2 or app." }]);
  }
  const mode = query.get("mode");
  const workspaceId = id("ws", "workspace");
  if (workspaceId === null) throw new InvalidInputError([{ path: ["workspace"], message: "is missing." }]);
  const step = await startConnect(ctx, {
    workspaceId,
    provider: params.provider ?? "",
    method,
    name: query.get("name"),
    tenantId: id("ten", "tenant"),
    integrationId: id("int", "integration"),
    mode: mode === "webhook" || mode === "polling" ? mode : null,
    fields: [...query]
      .filter(([name]) => name.startsWith("field."))
      .map(([name, value]) => ({ name: name.slice(6), value })),
  });
  if (step.form) return sendForm(res, step.url, step.form);
  redirect(res, step.url);
}

/** A window that a widget opened: its ticket becomes a cookie that only this browser has. */
async function beginByTicket({ app, res, url, params }: RouteRequest): Promise<void> {
  const provider = params.provider ?? "";
  const { browserKey, step } = await takeTicket(app, findProvider(provider).slug, url.searchParams.get("ticket") ?? "");
  const secure = app.config.publicUrl.startsWith("https:") ? "; Secure" : "";
  // Lax: the provider sends the browser back by a navigation of the whole window.
  const cookie = `${browserKeyCookie}=${browserKey}; Path=/connect/${provider}; Max-Age=600; HttpOnly; SameSite=Lax${secure}`;
  res.setHeader("set-cookie", cookie);
  if (step.form) return sendForm(res, step.url, step.form);
  redirect(res, step.url);
}

const browserKeyCookie = "plb_connect";

async function finish({ app, req, res, url, params, requestId }: RouteRequest): Promise<void> {
  const ctx = createContext({ app, actor: await authenticate(app, req), requestId });
  const browserKey = new RegExp(`(?:^|;\\s*)${browserKeyCookie}=([\\w-]+)`).exec(req.headers.cookie ?? "")?.[1];
  const provider = params.provider ?? "";
  const done = await finishConnect(ctx, { provider, query: url.searchParams, browserKey });
  if (done.next !== null) return redirect(res, done.next);
  if (done.byWidget) return sendClosing(res, knownName(provider));
  const [workspace] = await app.database.raw`select slug from workspaces where id = ${done.workspaceId}`;
  redirect(res, `/w/${workspace?.slug}/integrations/${encodeId("int", done.integrationId)}?connected=1`);
}

/** A person is looking: what went wrong is a page with the way back, not JSON. */
async function answer({ res, params }: RouteRequest, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const name = knownName(params.provider ?? "");
    const back = `<p><a href="/">Back to Plumbline</a></p>`;
    const body = `<h1>${escapeHtml(name)} was not connected</h1><p>${escapeHtml(error.message)}</p><p>${escapeHtml(error.nextStep ?? "")}</p>${back}`;
    send(res, error.code === "UNAUTHENTICATED" ? 401 : 400, "text/html; charset=utf-8", page(body), {
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      "cache-control": "no-store",
    });
  }
}

function knownName(slug: string): string {
  try {
    return findProvider(slug).name;
  } catch {
    return "The provider";
  }
}

function redirect(res: RouteRequest["res"], location: string): void {
  send(res, 302, "text/plain; charset=utf-8", "", { location, "cache-control": "no-store" });
}

/** A form that posts itself: GitHub takes a manifest only by a POST from the person's own browser. */
function sendForm(res: RouteRequest["res"], url: string, fields: Record<string, string>): void {
  const nonce = randomBytes(16).toString("base64");
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const form = `<form method="post" action="${escapeHtml(url)}">${inputs.join("")}<button>Continue</button></form>`;
  const script = `<script nonce="${nonce}">document.forms[0].submit()</script>`;
  send(res, 200, "text/html; charset=utf-8", page(`<h1>One step at the provider</h1>${form}${script}`), {
    "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; form-action ${new URL(url).origin}`,
    "cache-control": "no-store",
  });
}

/** The window was opened for this alone; the page that opened it hears of the integration by itself. */
function sendClosing(res: RouteRequest["res"], name: string): void {
  const nonce = randomBytes(16).toString("base64");
  const words = `<h1>${escapeHtml(name)} is authorised</h1><p>What arrives from it shows on the page that you came from. You can close this window.</p>`;
  send(res, 200, "text/html; charset=utf-8", page(`${words}<script nonce="${nonce}">window.close()</script>`), {
    "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'`,
    "cache-control": "no-store",
  });
}

function page(body: string): string {
  const style =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:10vh auto;padding:0 1rem;color-scheme:light dark}";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Plumbline</title><style>${style}</style><body>${body}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
