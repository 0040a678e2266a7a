import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";

/** The port is in use by another program. */
export class PortTakenError extends Error {
  override readonly name = "PortTakenError";
}

/** A port that is ours, before what answers on it exists. */
export interface Listener {
  readonly port: number;
  readonly server: Server;
  /** From now on requests are answered by this; those that came earlier were waiting for it. */
  answerWith(handler: RequestListener): void;
  close(): Promise<void>;
}

/**
 * Takes a port.
 * @param port 0 takes a free one
 * @throws PortTakenError naming the port and what to do
 */
export async function listen(host: string, port: number): Promise<Listener> {
  let answerWith = (_: RequestListener) => {};
  const ready = new Promise<RequestListener>((resolve) => {
    answerWith = resolve;
  });
  // Requests are read whole within a minute: a client that drips bytes must not hold a connection.
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000 }, (req, res) => {
    ready.then((handler) => handler(req, res));
  });
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, host, port);
  }
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    server,
    answerWith,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new PortTakenError(
      `Port ${port} on ${host} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
    );
  }
  if (error.code === "EACCES") {
    return new PortTakenError(
      `Port ${port} may not be opened by this user. Choose one above 1023: PORT=4000 npm start`,
    );
  }
  if (error.code === "EADDRNOTAVAIL") {
    return new PortTakenError(
      `${host} is not an address of this machine. Set HOST to one that is, for example HOST=127.0.0.1`,
    );
  }
  return error;
}
