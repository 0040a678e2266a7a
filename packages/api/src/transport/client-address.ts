import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Makes the function that tells a request's client address: the socket's, unless that is a proxy we were told to believe. */
export function clientAddressFrom(trustedProxies: readonly string[]): (req: IncomingMessage) => string {
  const trusted = new BlockList();
  for (const entry of trustedProxies) {
    const [address = "", prefix] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

  return (req) => {
    const chain = String(req.headers["x-forwarded-for"] ?? "")
      .split(",")
      .map((part) => part.trim())
      .filter((part) => isIP(part) !== 0);
    let address = plain(req.socket.remoteAddress ?? "unknown");
    // From the nearest hop outwards: the first one that is not a trusted proxy is the client.
    while (isIP(address) !== 0 && isTrusted(address)) {
      const next = chain.pop();
      if (next === undefined) break;
      address = next;
    }
    return address;
  };
}

/** IPv4 mapped into IPv6 is IPv4. */
function plain(address: string): string {
  return address.startsWith("::ffff:") ? address.slice(7) : address;
}
