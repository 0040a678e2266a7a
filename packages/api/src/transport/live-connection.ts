import type { WebSocket } from "ws";
import type { Connection } from "../subscriptions/connection.ts";
import type { LiveConnection } from "../subscriptions/subscribe-through-hub.ts";

/** Bytes that may wait in one socket before its reader counts as too slow. */
const maxBuffered = 4_194_304;

/** Bytes above which a replay pauses until some have left. */
const busyBuffered = 262_144;

/**
 * Writes the hub's frames for one operation straight into its socket: the answer is the same text for everybody in the group,
 * only the operation's id differs (graphql-ws protocol, message `next`).
 */
export function liveConnection(socket: WebSocket, operationId: string, connection: Connection): LiveConnection {
  const head = `{"id":${JSON.stringify(operationId)},"type":"next","payload":`;
  return {
    connection,
    send(frame) {
      if (socket.readyState !== socket.OPEN) return true;
      if (socket.bufferedAmount > maxBuffered) return false;
      socket.send(`${head}${frame.json}}`);
      return true;
    },
    isBusy: () => socket.readyState === socket.OPEN && socket.bufferedAmount > busyBuffered,
    forbid(reason) {
      socket.close(4403, reason);
    },
  };
}
