import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eventually, startTestServer } from "@plumbline/api/testing";
import { expect, it } from "vitest";
import { unwrap } from "../index.ts";
import { CreateWebhookEndpointDocument } from "../operations.ts";
import { makeMember } from "../testing/make-member.ts";
import { verifyWebhook, type WebhookEvent } from "./verify-webhook.ts";

it("accepts what the real server really sends", async () => {
  const server = await startTestServer();
  const member = await makeMember(server);
  let secret = "";
  const events: WebhookEvent<{ name: string }>[] = [];
  const receiver = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const verified = await verifyWebhook<{ name: string }>({
      body: Buffer.concat(chunks),
      headers: req.headers,
      secret,
    }).catch(() => null);
    if (verified) events.push(verified);
    res.writeHead(verified ? 204 : 400).end();
  });
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");

  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
  const input = { workspaceId: member.workspace.id, url, eventTypes: ["integration.updated"] };
  const { createWebhookEndpoint } = unwrap(
    await member.client(server.url).mutate(CreateWebhookEndpointDocument, { input }),
  );
  secret = createWebhookEndpoint.secret;
  await member.rename("Told outside");
  const event = await eventually(() => events[0]);
  expect(event).toMatchObject({
    type: "integration.updated",
    data: {
      workspaceId: member.workspace.id,
      subject: { type: "integration", id: member.integrationId },
      name: "Told outside",
    },
  });
  receiver.close();
  await server.close();
});
