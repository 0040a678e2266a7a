import type { App } from "../../app.ts";
import { OutboundError } from "../../outbound/index.ts";
import { InvalidInputError } from "../../service/errors.ts";

/**
 * Refuses an address that must not be reached, or that events would cross the internet to in the open, before it is stored.
 * @throws InvalidInputError with the reason
 */
export async function checkEndpointUrl(app: App, url: string): Promise<void> {
  try {
    const place = await app.outbound.check(url);
    // Plain http is for hosts next door, which the operator listed in OUTBOUND_ALLOW.
    if (new URL(url).protocol === "https:" || place === "listed") return;
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    throw new InvalidInputError([{ path: ["url"], message: error.message }], error.nextStep);
  }
  throw new InvalidInputError(
    [{ path: ["url"], message: "must begin with https://, since events would cross the internet in the open." }],
    "Put TLS in front of the receiver and use its https address.",
  );
}
