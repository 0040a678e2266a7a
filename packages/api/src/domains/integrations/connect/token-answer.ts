/**
 * A token endpoint's answer in the form that RFC 6749 §5.1 asks for, so that the OAuth library takes it. Providers leave
 * `token_type` out (Shopify), put a word of their own there (Slack's `bot`), send a list of scopes, or `0` for "does not end".
 * Null when it holds no token, and then the library's own complaint is the right one.
 */
export function standardTokenAnswer(answer: unknown): Record<string, unknown> | null {
  if (answer === null || typeof answer !== "object") return null;
  const given = answer as Record<string, unknown>;
  if (typeof given.access_token !== "string" || given.access_token === "") return null;
  const seconds = Number(given.expires_in);
  const scope = Array.isArray(given.scope) ? given.scope.join(" ") : given.scope;
  return {
    access_token: given.access_token,
    token_type: "bearer",
    ...(seconds > 0 ? { expires_in: seconds } : {}),
    ...(typeof given.refresh_token === "string" && given.refresh_token ? { refresh_token: given.refresh_token } : {}),
    ...(typeof scope === "string" ? { scope } : {}),
  };
}

/** Several providers answer a refused code with status 200 and the reason in the body: GitHub's and Slack's `error`. */
export function isHiddenRefusal(answer: unknown): boolean {
  if (answer === null || typeof answer !== "object") return false;
  const { error, ok } = answer as { error?: unknown; ok?: unknown };
  return ok === false || (typeof error === "string" && error !== "");
}
