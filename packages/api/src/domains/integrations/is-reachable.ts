import { isIP } from "node:net";
import { isPublicAddress } from "../../outbound/address-guard.ts";

/**
 * Whether an address looks reachable from the internet, by its host alone: a loopback or private address, a bare name and the
 * names kept for local use (RFC 6761, RFC 8375) are not. It cannot see a firewall; a test delivery can.
 */
export function isReachableFromOutside(url: string): boolean {
  const host = new URL(url).hostname.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  if (isIP(host)) return isPublicAddress(host);
  if (!host.includes(".")) return false;
  return !/\.(localhost|local|internal|lan|home|test|invalid|example|home\.arpa)$/.test(host);
}
