import { expect, test } from "vitest";
import { startTestServer } from "../testing/index.ts";
import { workerLogger } from "./worker-logger.ts";

test("a start says nothing that the operator cannot act on, and a real warning is still one", async () => {
  const server = await startTestServer();
  const { log } = server.app;
  const warned: string[] = [];
  log.warn = ((_: object, message: string) => warned.push(message)) as never;
  const logger = workerLogger(log);
  logger.warn("WARNING: having maxPoolSize (6) smaller than concurrency (20) may lead to non-optimal performance.");
  logger.warn("The far side is slow.");
  await server.close();
  expect(warned).toEqual(["The far side is slow."]);
});
