import type { WebSocketCarrier, WebSocketCarrierOptions } from "./websocket-carrier.ts";

/**
 * The WebSocket carrier, loaded with the first subscription: graphql-ws is a quarter of this package, and a page that only asks and
 * writes needs none of it.
 */
export function lazyWebSocketCarrier(options: WebSocketCarrierOptions): WebSocketCarrier {
  let loaded: Promise<WebSocketCarrier> | null = null;

  function load(): Promise<WebSocketCarrier> {
    loaded ??= import("./websocket-carrier.ts").then(({ websocketCarrier }) => websocketCarrier(options));
    // A chunk that could not be loaded is asked for again with the next try.
    loaded.catch(() => {
      loaded = null;
    });
    return loaded;
  }

  return {
    carry: async (stretch) => (await load()).carry(stretch),
    probe: async () => (await load()).probe(),
    close: () => void loaded?.then((carrier) => carrier.close()),
  };
}
