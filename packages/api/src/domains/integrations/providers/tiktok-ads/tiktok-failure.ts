import { readPath, readText } from "../../provider/read-path.ts";
import type { HiddenFailure } from "../../provider.ts";

/** Unconfirmed beyond TikTok's list of return codes: which of them mean that the token is no longer good. */
const unauthorised = new Set([40102, 40104, 40105, 40106]);
const forbidden = new Set([40001, 40101, 40103]);
const limited = new Set([40100, 40133, 50003]);

/** TikTok answers 200 to everything; `code` says what it was. */
export function tiktokFailure(body: unknown): HiddenFailure | null {
  const code = readPath(body, "code");
  if (typeof code !== "number" || code === 0) return null;
  const message = `${readText(body, "message") ?? "no reason given"} (code ${code})`;
  if (unauthorised.has(code)) return { failure: "unauthorised", message };
  if (forbidden.has(code)) return { failure: "forbidden", message };
  return limited.has(code)
    ? { failure: "rate_limited", message, retryAfterSeconds: 60 }
    : { failure: "refused", message };
}
