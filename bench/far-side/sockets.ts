import { WebSocket } from "ws";

// A process full of WebSocket clients: opens them, says "ready", counts frames, and says how long the frames took to arrive.
// Arguments: address, sockets, frames that each will get, and for our server the bearer token and the subscription.

const [url = "", socketCount = "0", frameCount = "0", token = "", query = "", variables = "{}"] = process.argv.slice(2);
const expected = Number(socketCount) * Number(frameCount);
let received = 0;
let firstAt = 0;

function onFrame(): void {
  if (received === 0) firstAt = performance.now();
  received += 1;
  if (received === expected) process.send?.({ elapsedMs: performance.now() - firstAt, received });
}

async function open(): Promise<void> {
  const socket = new WebSocket(url, "graphql-transport-ws", { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("open", () => {
      if (!token) return resolve();
      socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }));
    });
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      if (text.includes('"type":"connection_ack"')) {
        socket.send(
          JSON.stringify({ id: "1", type: "subscribe", payload: { query, variables: JSON.parse(variables) } }),
        );
        resolve();
      } else if (text.includes('"type":"error"')) reject(new Error(text));
      else if (text.includes('"type":"ping"')) socket.send('{"type":"pong"}');
      else onFrame();
    });
  });
}

// A few at a time: a listening queue has an end.
for (let opened = 0; opened < Number(socketCount); opened += 50) await Promise.all(Array.from({ length: 50 }, open));
process.send?.({ ready: true });
