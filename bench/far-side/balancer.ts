import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";

// What stands before several processes that answer: hands each connection to the next one that takes it. Arguments: their ports.

const ports = process.argv.slice(2).map(Number);
let next = 0;

const server = createServer((client) => {
  client.on("error", () => {});
  function tryPort(attempts: number): void {
    const port = ports[next++ % ports.length] ?? 0;
    const upstream = connect(port, "127.0.0.1");
    let connected = false;
    upstream.on("connect", () => {
      connected = true;
      client.pipe(upstream).pipe(client);
    });
    upstream.on("error", () => {
      if (!connected && attempts > 1) tryPort(attempts - 1);
      else client.destroy();
    });
    upstream.on("close", () => connected && client.destroy());
    client.on("close", () => upstream.destroy());
  }
  tryPort(ports.length);
});
server.listen(0, "127.0.0.1", 1024);
await once(server, "listening");
process.send?.({ port: (server.address() as AddressInfo).port });
