import { listen } from "./listen.ts";

/**
 * Asks for the port before anything slow begins, and gives it back.
 * @throws PortTakenError naming the port and what to do
 */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const listener = await listen(host, port);
  await listener.close();
}
