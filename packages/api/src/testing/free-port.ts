import { once } from "node:events";
import { createServer } from "node:net";

/** Where systems take no port from by themselves (Linux begins at 32768): what is free here stays free until somebody asks for it. */
const [lowest, highest] = [20_000, 32_000];

/** A port that was free a moment ago, for servers whose address must be known before they start. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    const server = createServer().listen(port, "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
