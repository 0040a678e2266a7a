import { WebSocketServer } from "ws";

// The peer of the fan-out: a server that does nothing but write the same bytes to every socket.

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
server.on("listening", () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on("message", ({ frame, times }: { frame: string; times: number }) => {
  for (let time = 0; time < times; time += 1) {
    // Each message in a turn of its own, as events come.
    setImmediate(() => {
      for (const socket of server.clients) socket.send(frame);
    });
  }
});
