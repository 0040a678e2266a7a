import { authWords } from "./auth-words.ts";

/** A refusal of better-auth in our words: `{code, message, nextStep}` with its own status and headers. */
export async function presentAuthError(response: Response): Promise<Response> {
  const given = (await response.json().catch(() => null)) as { code?: string; message?: string } | null;
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  if (response.status === 429) {
    const seconds = headers.get("x-retry-after") ?? "60";
    headers.set("retry-after", seconds);
    const message = "Too many tries from this address in a short time.";
    const nextStep = `Wait ${seconds} s, then try again.`;
    return Response.json({ code: "RATE_LIMITED", message, nextStep }, { status: 429, headers });
  }
  const code = response.status >= 500 ? "INTERNAL" : (given?.code ?? codeOf(response.status));
  return Response.json({ code, ...authWords(code, given?.message) }, { status: response.status, headers });
}

function codeOf(status: number): string {
  if (status === 401) return "UNAUTHORIZED";
  if (status === 405) return "METHOD_NOT_ALLOWED";
  return status === 404 ? "NOT_FOUND" : "REFUSED";
}
