import { createHash } from "node:crypto";
import { PreconditionError } from "../../../../service/errors.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readPath, readText } from "../../provider/read-path.ts";

/** A tool by its name, and a digest of all that is said of it. */
export interface McpTool {
  name: string;
  digest: string;
}

/** Revision that is offered first; a server answers with the one that it speaks. */
const offered = "2025-06-18";
/** ‡ The revision without sessions: a server that knows no `initialize` is asked for its tools straight away. */
const sessionless = "2026-07-28";
const mostPages = 20;
/** JSON-RPC: method not found. */
const unknownMethod = "-32601";

/**
 * Begins a session, lists the tools, ends the session.
 * @throws PreconditionError when what answers is no MCP server
 */
export async function readMcpServer(access: ProviderAccess): Promise<{ name: string; tools: McpTool[] }> {
  const clientInfo = { name: "Plumbline", version: "1" };
  const begun = await ask(access, "initialize", { protocolVersion: offered, capabilities: {}, clientInfo }, {});
  const refusal = readText(begun.message, "error.code");
  if (refusal && refusal !== unknownMethod) throw refused(begun.message);
  const session: Record<string, string> = {
    "mcp-protocol-version": refusal ? sessionless : (readText(begun.message, "result.protocolVersion") ?? offered),
    ...(begun.session ? { "mcp-session-id": begun.session } : {}),
  };
  if (!refusal) await notify(access, "notifications/initialized", session);
  try {
    const name = readText(begun.message, "result.serverInfo.name") ?? "The MCP server";
    return { name, tools: await listTools(access, session) };
  } finally {
    if (begun.session) await endSession(access, session);
  }
}

async function listTools(access: ProviderAccess, session: Record<string, string>): Promise<McpTool[]> {
  const tools: McpTool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { message } = await ask(access, "tools/list", cursor ? { cursor } : {}, session);
    if (readPath(message, "error") !== undefined) throw refused(message);
    for (const tool of readList(message, "result.tools")) {
      const digest = createHash("sha256").update(canonical(tool)).digest("base64url").slice(0, 22);
      tools.push({ name: readText(tool, "name") ?? "unnamed", digest });
    }
    cursor = readText(message, "result.nextCursor");
    if (!cursor) break;
  }
  return tools;
}

async function ask(access: ProviderAccess, method: string, params: object, headers: Record<string, string>) {
  const json = { jsonrpc: "2.0", id: 1, method, params };
  const { body, headers: answered } = await access.call("POST", access.credentials.url ?? "", { json, headers });
  const message = typeof body === "string" ? lastEvent(body) : body;
  if (readText(message, "jsonrpc") !== "2.0") {
    throw new PreconditionError(
      "What answers there is no MCP server: its answer is not JSON-RPC 2.0.",
      "Use the address of the server's streamable HTTP endpoint, often ending in /mcp.",
    );
  }
  return { message, session: answered["mcp-session-id"] };
}

const notify = (access: ProviderAccess, method: string, headers: Record<string, string>) =>
  access.call("POST", access.credentials.url ?? "", { json: { jsonrpc: "2.0", method }, headers });

/** A server need not let clients end sessions (405); it forgets them by itself. */
async function endSession(access: ProviderAccess, headers: Record<string, string>): Promise<void> {
  await access.call("DELETE", access.credentials.url ?? "", { headers, attempts: 1, accept: [400, 404, 405, 501] });
}

/** The answer may be a stream of server-sent events; the response to our request is the last message that has our id. */
function lastEvent(text: string): unknown {
  const messages = text.split(/\r?\n\r?\n/).flatMap((event) => {
    const data = event.split(/\r?\n/).filter((line) => line.startsWith("data:"));
    try {
      return data.length > 0 ? [JSON.parse(data.map((line) => line.slice(5).trim()).join("\n")) as unknown] : [];
    } catch {
      return [];
    }
  });
  return messages.findLast((message) => readText(message, "id") === "1");
}

function refused(message: unknown): PreconditionError {
  const words = (readText(message, "error.message") ?? "without a reason").slice(0, 200);
  return new PreconditionError(`The MCP server refused: ${words}.`, "Check the address and the token.");
}

/** The same text for the same tool, whatever the order of its fields. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(",")}}`;
}
