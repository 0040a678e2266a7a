import type { LookupAddress } from "node:dns";
import { lookup as resolve } from "node:dns";
import type { LookupFunction } from "node:net";
import { type AllowList, isPublicAddress } from "./address-guard.ts";
import { OutboundError } from "./outbound-error.ts";

/** Throws unless the literal address may be reached. */
export function requireReachable(address: string, allow: AllowList, host: string): void {
  if (isPublicAddress(address) || allow.allowsAddress(address)) return;
  throw new OutboundError(
    "refused_address",
    host,
    `${host} is a private or reserved address (${address}), which Plumbline does not call.`,
  );
}

/**
 * The `lookup` that node's sockets call. The addresses it hands over are the ones connected to, so a name that
 * resolves to something else a moment later (DNS rebinding) gains nothing. One private address among many refuses the name.
 */
export function guardedLookup(allow: AllowList): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, []);
      try {
        for (const found of addresses) requireReachable(found.address, allow, hostname);
      } catch (refusal) {
        return callback(refusal as Error, []);
      }
      const first = addresses[0];
      if (options.all || first === undefined) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}
