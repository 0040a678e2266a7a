import type { IncomingMessage, ServerResponse } from "node:http";
import { clientAddressHeader, handleAuth } from "../../domains/accounts/index.ts";
import { InvalidInputError } from "../../service/errors.ts";
import { refuseForeignOrigin } from "../authenticate.ts";
import { defineRoute } from "../define-route.ts";
import { readBody } from "../read-body.ts";

/** Bytes of one request to the accounts. The largest is a passkey's attestation, a few KiB. */
const bodyLimit = 64 * 1024;

/** Sign-up, sign-in, sessions: better-auth behind our own checks. */
export const auth = defineRoute({
  method: "*",
  path: "/auth/*",
  async handle({ app, req, res, clientAddress }) {
    const takesBody = req.method !== "GET" && req.method !== "HEAD";
    if (takesBody && req.headers.origin !== undefined) refuseForeignOrigin(app, req.headers.origin);
    if (takesBody) requireJson(req);
    const body = takesBody ? await readBody(req, bodyLimit) : null;
    const headers = headersOf(req);
    headers.set(clientAddressHeader, clientAddress);
    const request = new Request(new URL(req.url ?? "/", app.config.publicUrl), {
      method: req.method ?? "GET",
      headers,
      ...(body && body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    await sendResponse(res, await handleAuth(app, request));
  },
});

/** Other pages can send forms without asking, and JSON only after a preflight that nothing here answers. */
function requireJson(req: IncomingMessage): void {
  const type = req.headers["content-type"];
  if (type === undefined || /^application\/json\b/i.test(type)) return;
  throw new InvalidInputError(
    [{ path: ["Content-Type"], message: `is “${type.slice(0, 80)}”; this is taken as application/json only.` }],
    "Send the fields as JSON.",
  );
}

function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, one);
  }
  headers.delete("content-length");
  return headers;
}

async function sendResponse(res: ServerResponse, response: Response): Promise<void> {
  const cookies = response.headers.getSetCookie();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== "set-cookie"));
  const body = Buffer.from(await response.arrayBuffer());
  res.writeHead(response.status, {
    ...headers,
    // What is said here is about one person, now.
    "cache-control": "no-store",
    "content-length": body.length,
    ...(cookies.length > 0 ? { "set-cookie": cookies } : {}),
  });
  res.end(body);
}
