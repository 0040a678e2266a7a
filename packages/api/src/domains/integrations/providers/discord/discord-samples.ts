import type { ProviderSample } from "../../provider.ts";

const headers = { "content-type": "application/json" };
const user = { id: "80351110224678912", username: "nelly", discriminator: "0", global_name: "Nelly", avatar: null };

/** The payloads of https://docs.discord.com/developers/events/webhook-events. */
export const discordSamples: ProviderSample[] = [
  {
    name: "the application is added to a server",
    headers,
    body: {
      version: 1,
      application_id: "1234560123453231555",
      type: 1,
      event: {
        type: "APPLICATION_AUTHORIZED",
        timestamp: "2024-10-18T14:42:53.064834",
        data: {
          integration_type: 0,
          scopes: ["bot", "applications.commands"],
          user,
          guild: { id: "290926798626357999", name: "Test server" },
        },
      },
    },
    signals: ["application.authorized"],
  },
  {
    name: "somebody removes the application",
    headers,
    body: {
      version: 1,
      application_id: "1234560123453231555",
      type: 1,
      event: { type: "APPLICATION_DEAUTHORIZED", timestamp: "2024-10-19T14:42:53.064834", data: { user } },
    },
    signals: ["application.deauthorized"],
  },
  {
    name: "a ping, which is no signal",
    headers,
    body: { version: 1, application_id: "1234560123456789012", type: 0 },
    signals: [],
  },
];
