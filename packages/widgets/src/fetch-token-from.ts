import type { Token } from "@plumbline/sdk/embed";

/** Asks the host's own backend for an embed token, with the host's own cookies. @param url answers a POST with `{token, expiresAt}` */
export function fetchTokenFrom(url: string): () => Promise<Token> {
  return async () => {
    const response = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      headers: { accept: "application/json" },
    });
    if (!response.ok) throw new TypeError(`${url} answered ${response.status} instead of an embed token.`);
    return (await response.json()) as Token;
  };
}
