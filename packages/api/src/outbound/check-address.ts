import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { AllowList } from "./address-guard.ts";
import { requireReachable } from "./guarded-lookup.ts";

/**
 * Whether a URL's host may be called, as far as one can tell without calling it.
 * @returns `listed` when it may be only because the operator listed it, else `public`
 * @throws OutboundError when it is, or resolves to, a private or reserved address that the operator did not list
 */
export async function checkAddress(url: URL, allow: AllowList): Promise<"public" | "listed"> {
  const host = url.hostname
    .replace(/^\[(.*)\]$/, "$1")
    // A name may end with the dot of the DNS root: the same host, and not to every resolver's knowledge.
    .replace(/\.$/, "")
    .toLowerCase();
  if (allow.allowsHost(host, Number(url.port) || (url.protocol === "https:" ? 443 : 80))) return "listed";
  // A name that is not in the DNS yet is no danger; the guard asks again at each call.
  const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true }).catch(() => []);
  for (const { address } of found) requireReachable(address, allow, url.host);
  return found.length > 0 && found.every(({ address }) => allow.allowsAddress(address)) ? "listed" : "public";
}
