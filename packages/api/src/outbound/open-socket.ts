import { once } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import type { AllowList } from "./address-guard.ts";
import { guardedLookup, requireReachable } from "./guarded-lookup.ts";
import { OutboundError } from "./outbound-error.ts";

/**
 * A bare TCP connection under the same guard as the HTTP calls, for protocols that are none (SMTP). The address that was checked is
 * the one connected to.
 * @throws OutboundError for a private address that is not listed, for no connection, and after the time limit
 */
export async function openSocket(allow: AllowList, host: string, port: number, timeoutMs: number): Promise<Socket> {
  const name = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  const place = `${name}:${port}`;
  const listed = allow.allowsHost(name, port);
  // Sockets to a literal address never ask `lookup`, so it is checked here.
  if (!listed && isIP(name)) requireReachable(name, allow, place);
  const socket = connect({ host: name, port, ...(listed ? {} : { lookup: guardedLookup(allow) }) });
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    await once(socket, "connect", { signal: limit });
    return socket;
  } catch (error) {
    socket.destroy();
    if (error instanceof OutboundError) throw error;
    if (limit.aborted)
      throw new OutboundError("timeout", place, `${place} did not answer within ${timeoutMs / 1000} s.`);
    const code = (error as { code?: string }).code ?? (error as Error).name;
    throw new OutboundError("connection", place, `${place} could not be reached (${code}).`, { cause: error });
  }
}
