import { builder } from "../../../graphql/builder.ts";
import type { Connection, ConnectionCredential } from "../../../subscriptions/connection.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { type LiveConnectionGroup, type LiveConnections, readLiveConnections } from "../live-connections.ts";

const TransportRef = builder.enumType("ConnectionTransport", {
  description: "What carries subscriptions to a client. Who polls holds no connection.",
  values: {
    WEBSOCKET: {
      value: "websocket" as Connection["transport"],
      description: "A WebSocket, `graphql-transport-ws`; one carries any number of subscriptions.",
    },
    SSE: {
      value: "sse" as Connection["transport"],
      description: "A stream of server-sent events; each carries one subscription.",
    },
  },
});

const CredentialRef = builder.enumType("ConnectionCredential", {
  description: "The kind of credential that keeps a connection open.",
  values: {
    SESSION: { value: "session" as ConnectionCredential, description: "A member's session: the console, as a rule." },
    API_KEY: { value: "api_key" as ConnectionCredential, description: "An API key: a server or a script." },
    EMBED_TOKEN: { value: "embed_token" as ConnectionCredential, description: "An embed token: a widget in a page." },
    ANONYMOUS: { value: "anonymous" as ConnectionCredential, description: "None: what is open to visitors." },
  },
});

const GroupRef = builder.objectRef<LiveConnectionGroup>("LiveConnectionGroup").implement({
  description: "Connections of one transport and one kind of credential, over all servers.",
  fields: (t) => ({
    transport: t.expose("transport", { type: TransportRef, description: "What carries them." }),
    credential: t.expose("credential", { type: CredentialRef, description: "What keeps them open." }),
    connections: t.exposeInt("connections", { description: "How many there are." }),
    subscriptions: t.exposeInt("subscriptions", { description: "How many subscriptions they carry." }),
    since: t.expose("since", { type: "DateTime", description: "When the oldest of them was opened." }),
  }),
});

const LiveConnectionsRef = builder.objectRef<LiveConnections>("LiveConnections").implement({
  description:
    "Who listens to the workspace now: connections that carry a subscription to it. Each server counts its own every three seconds.",
  fields: (t) => ({
    servers: t.exposeInt("servers", {
      description: "Servers that reported in the last 20 seconds. The connections of the others are not counted.",
    }),
    measuredAt: t.expose("measuredAt", {
      type: "DateTime",
      nullable: true,
      description: "When the oldest of these reports was made; null when no server reports, and nothing is known.",
    }),
    connections: t.int({
      nullable: true,
      description: "How many there were then; null when no server reports.",
      resolve: ({ measuredAt, groups }) => measuredAt && groups.reduce((sum, group) => sum + group.connections, 0),
    }),
    subscriptions: t.int({
      nullable: true,
      description: "How many subscriptions they carried; null when no server reports.",
      resolve: ({ measuredAt, groups }) => measuredAt && groups.reduce((sum, group) => sum + group.subscriptions, 0),
    }),
    groups: t.expose("groups", {
      type: [GroupRef],
      description: "By transport and credential, most subscriptions first.",
    }),
  }),
});

builder.objectField(WorkspaceRef, "liveConnections", (t) =>
  t.field({
    type: LiveConnectionsRef,
    complexity: 5,
    description: "Who listens to the workspace now, and when that was counted.",
    resolve: (workspace, _args, ctx) => readLiveConnections(ctx, workspace.id),
  }),
);
