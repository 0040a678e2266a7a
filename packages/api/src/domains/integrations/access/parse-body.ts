import type { OutboundResponse } from "../../../outbound/index.ts";

/** The parsed JSON; the text where it is none; undefined for an empty body. */
export function parseBody(response: Pick<OutboundResponse, "body">): unknown {
  if (response.body.length === 0) return undefined;
  const text = response.body.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
