import { addressForm } from "../provider/address-below.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { hostOf } from "../provider/server-credentials.ts";
import { defineProvider } from "../provider.ts";
import { type McpTool, readMcpServer } from "./mcp/read-mcp-server.ts";

/** A server of the Model Context Protocol over streamable HTTP. https://modelcontextprotocol.io/specification */
export const mcp = defineProvider({
  slug: "mcp",
  name: "MCP server",
  category: "generic",
  description: "The tools of an MCP server, and every change of them: added, removed, or described otherwise.",
  docsUrl: "https://modelcontextprotocol.io/specification/2025-06-18/basic/transports",
  guide: "connect-mcp",
  feeds: ["signals", "evidence", "monitors"],
  freshness: { polling: "within about five minutes" },
  connect: [
    {
      kind: "token",
      fields: [
        {
          name: "url",
          label: "Address",
          help: "The server's MCP endpoint. A private address must be listed in OUTBOUND_ALLOW by the operator.",
          placeholder: "https://mcp.example.com/mcp",
          secret: false,
          pattern: addressForm,
        },
        { name: "accessToken", label: "Bearer token", help: "Where the server wants one.", optional: true },
      ],
    },
  ],
  api: {
    baseUrl: "",
    headers: ({ accessToken }): Record<string, string> => ({
      accept: "application/json, text/event-stream",
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
    }),
  },
  async checkCredentials(access) {
    const { name, tools } = await readMcpServer(access);
    const account = hostOf(access.credentials.url);
    return { account, text: `${name} at ${account} listed ${tools.length} tools` };
  },
  // Tools change seldom.
  quietAfterSeconds: 90 * 86_400,
  poll: {
    intervalSeconds: 300,
    async run(access, cursor) {
      const { name, tools } = await readMcpServer(access);
      const now = Object.fromEntries(tools.map((tool) => [tool.name, tool.digest]));
      const before = (cursor.tools ?? null) as Record<string, string> | null;
      const signals = before ? changesOf(access, name, before, tools) : [];
      return { signals, cursor: { tools: now } };
    },
  },
});

function changesOf(access: ProviderAccess, server: string, before: Record<string, string>, tools: McpTool[]) {
  const names = new Set(tools.map((tool) => tool.name));
  const added = tools.filter((tool) => !(tool.name in before)).map((tool) => tool.name);
  const removed = Object.keys(before).filter((name) => !names.has(name));
  const changed = tools.filter(({ name, digest }) => name in before && before[name] !== digest).map(({ name }) => name);
  const parts = [
    ...(added.length > 0 ? [`added ${added.join(", ")}`] : []),
    ...(removed.length > 0 ? [`removed ${removed.join(", ")}`] : []),
    ...(changed.length > 0 ? [`changed ${changed.join(", ")}`] : []),
  ];
  if (parts.length === 0) return [];
  return [
    {
      type: "mcp.tools_changed",
      // The same change may be made, taken back and made again: the moment at which it was seen is part of its name.
      key: `mcp.tools_changed:${access.now.toISOString()}`,
      occurredAt: access.now,
      title: `${server}: tools ${parts.join("; ")}`.slice(0, 300),
      subject: hostOf(access.credentials.url),
      data: { added, removed, changed },
    },
  ];
}
