import { BlockList, isIP, isIPv6 } from "node:net";

/**
 * Ranges of the IANA special-purpose registries (RFC 6890 and successors) that are not "globally reachable",
 * with multicast. https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const refusedV4: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Ranges inside 2000::/3 (the only global unicast space) that carry another address or are reserved. */
const refusedV6: [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const privateV4 = new BlockList();
for (const [net, bits] of refusedV4) privateV4.addSubnet(net, bits, "ipv4");
const globalV6 = new BlockList();
globalV6.addSubnet("2000::", 3, "ipv6");
const privateV6 = new BlockList();
for (const [net, bits] of refusedV6) privateV6.addSubnet(net, bits, "ipv6");

/** True when the address (IPv4 or IPv6 text) may be reached on behalf of a user. */
export function isPublicAddress(address: string): boolean {
  if (!isIPv6(address)) return isIP(address) === 4 && !privateV4.check(address, "ipv4");
  // A mapped (::ffff:a.b.c.d) or translated (64:ff9b::) address lies outside 2000::/3 and is refused with the rest.
  return globalV6.check(address, "ipv6") && !privateV6.check(address, "ipv6");
}

/** What the operator lets the outbound client reach besides public addresses. */
export interface AllowList {
  /** True when the URL's host (and port) itself is listed. `host` is lower case without brackets. */
  allowsHost(host: string, port: number): boolean;
  /** True when the resolved address lies in a listed range. */
  allowsAddress(address: string): boolean;
}

/**
 * Reads the entries of `OUTBOUND_ALLOW`: `host`, `host:port`, `address` or CIDR ranges
 * (`10.1.0.0/16`, `fd00::/8`). A listed host name is trusted with whatever it resolves to.
 * @throws RangeError naming the entry that cannot be read.
 */
export function parseAllowList(entries: readonly string[]): AllowList {
  const hosts = new Set<string>();
  const ranges = new BlockList();
  for (const entry of entries) {
    const [net, bits] = entry.split("/");
    if (net !== undefined && bits !== undefined) {
      const family = isIP(net);
      const width = Number(bits);
      if (family === 0 || !Number.isInteger(width) || width < 0 || width > (family === 4 ? 32 : 128)) {
        throw new RangeError(`"${entry}" is not a CIDR range`);
      }
      ranges.addSubnet(net, width, family === 4 ? "ipv4" : "ipv6");
    } else {
      hosts.add(entry.toLowerCase().replace(/^\[(.*)\](:\d+)?$/, "$1$2"));
    }
  }
  return {
    allowsHost: (host, port) => hosts.has(host) || hosts.has(`${host}:${port}`),
    allowsAddress: (address) => ranges.check(address, isIPv6(address) ? "ipv6" : "ipv4"),
  };
}
