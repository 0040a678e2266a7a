import type { ProviderCase } from "./provider-case.ts";

/** An MCP server over streamable HTTP, which answers the list of its tools as a stream of events. */
export const mcpTwin: ProviderCase = {
  slug: "mcp",
  env: () => ({}),
  routes:
    (happened) =>
    ({ path, method, headers, body }) => {
      if (path !== "/mcp") return null;
      if (headers.authorization !== "Bearer good-token") return [401, { error: "invalid_token" }];
      if (!headers.accept?.includes("text/event-stream")) return [406, { error: "Not Acceptable" }];
      const answer = (result: object) => ({ jsonrpc: "2.0", id: body.id, result });
      if (body.method === "initialize") {
        const serverInfo = { name: "acme-tools", version: "1.0.0" };
        const result = { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo };
        return [200, answer(result), { "mcp-session-id": "session-1" }];
      }
      const inSession = headers["mcp-session-id"] === "session-1" && headers["mcp-protocol-version"] === "2025-06-18";
      if (!inSession) return [400, { jsonrpc: "2.0", error: { code: -32000, message: "No session" } }];
      if (method === "DELETE") return [405];
      if (body.method === "notifications/initialized") return [202];
      if (body.method !== "tools/list") return [200, { jsonrpc: "2.0", id: body.id, error: { code: -32601 } }];
      const tools = [
        { name: "search", description: "Finds" },
        ...happened.map(({ number }) => ({ name: `tool-${number}` })),
      ];
      const stream = `event: message\ndata: ${JSON.stringify(answer({ tools }))}\n\n`;
      return [200, stream, { "content-type": "text/event-stream" }];
    },
  fields: { good: { url: "{twin}/mcp", accessToken: "good-token" }, bad: { url: "{twin}/mcp" } },
  refusal: "invalid_token",
  account: "{host}",
  tells: { type: "mcp.tools_changed", subject: "127.0.0.1" },
};
