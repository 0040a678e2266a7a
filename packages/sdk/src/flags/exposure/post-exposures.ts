import type { ExposureReport } from "./exposure-counter.ts";
import { type SdkName, sdkName } from "./sdk-name.ts";

export interface PostExposuresOptions {
  /** Address of the server. */
  url: string;
  /** An API key with the scope `flags:evaluate`. */
  key: string;
  fetch: typeof fetch;
  /** What evaluates. */
  sdk: SdkName["name"];
}

/** Milliseconds that a report may take. */
const timeoutMs = 10_000;

/** Sends reports to the server. A report that is refused for good is given up: sending it again would be refused again. */
export function postExposures({ url, key, fetch, sdk }: PostExposuresOptions) {
  return async (report: ExposureReport): Promise<void> => {
    const response = await fetch(`${url}/flags/v1/exposures`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ sdk: sdkName(sdk), ...report }),
      // A page that is being left must not take the last counts with it.
      keepalive: report.evaluations.length < 200,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status >= 500 || response.status === 429)
      throw new TypeError(`A report of evaluations was answered with status ${response.status}.`);
  };
}
