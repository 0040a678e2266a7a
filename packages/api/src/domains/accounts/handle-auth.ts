import type { App } from "../../app.ts";
import { authOf } from "./auth.ts";
import { limitAccountTries } from "./limit-account-tries.ts";
import { presentAuthError } from "./present-auth-error.ts";

/**
 * Answers that must take the same time whether the address is known or not: better-auth does different work for the two. All of it
 * is over within this time (two hashes of 40 ms are the most), so that the difference does not show.
 */
const evenPaths = new Set(["/auth/sign-up/email", "/auth/request-password-reset", "/auth/change-email"]);
const evenMs = 250;

/** Answers one request to `/auth`: better-auth does the work; refusals get words, and answers that would tell who has an account get even. */
export async function handleAuth(app: App, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const even = evenPaths.has(pathname) ? new Promise((resolve) => setTimeout(resolve, evenMs)) : null;
  const tries = pathname === "/auth/sign-in/email" ? await limitAccountTries(app, request) : null;
  if (tries?.refusal) return tries.refusal;
  const response = await authOf(app).handler(request);
  if (response.ok) await tries?.wentThrough();
  await even;
  if (response.status >= 400) {
    const refusal = await presentAuthError(response);
    return isNavigation(request) ? await pageOf(refusal, pathname) : refusal;
  }
  // The user in the answer is a made-up one where the address has an account. Nobody needs either.
  if (pathname === "/auth/sign-up/email") return Response.json({ status: true }, { headers: response.headers });
  return response;
}

/** Somebody followed a link: a page with words is of more use than JSON. */
function isNavigation({ method, headers }: Request): boolean {
  return method === "GET" && (headers.get("accept") ?? "").includes("text/html");
}

async function pageOf(refusal: Response, pathname: string): Promise<Response> {
  const { code } = (await refusal.json()) as { code: string };
  const page = pathname === "/auth/verify-email" ? "/verified" : "/sign-in";
  return new Response(null, { status: 302, headers: { location: `${page}?error=${encodeURIComponent(code)}` } });
}
