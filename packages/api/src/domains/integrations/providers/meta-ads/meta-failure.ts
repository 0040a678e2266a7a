import { readPath, readText } from "../../provider/read-path.ts";
import type { HiddenFailure } from "../../provider.ts";

/** https://developers.facebook.com/docs/graph-api/guides/error-handling */
const unauthorised = new Set([102, 190]);
const forbidden = new Set([10, 200, 294]);
/** Of the app, the person, and the ad accounts. https://developers.facebook.com/docs/graph-api/overview/rate-limiting */
const limited = new Set([4, 17, 32, 613, 80000, 80003, 80004, 80014]);

/** Meta answers 400 to nearly everything that it refuses; the code says what it was. */
export function metaFailure(body: unknown): HiddenFailure | null {
  const code = readPath(body, "error.code");
  if (typeof code !== "number") return null;
  const message = `${readText(body, "error.message") ?? "no reason given"} (code ${code})`;
  if (unauthorised.has(code)) return { failure: "unauthorised", message };
  if (forbidden.has(code)) return { failure: "forbidden", message };
  return limited.has(code)
    ? { failure: "rate_limited", message, retryAfterSeconds: 300 }
    : { failure: "refused", message };
}
