import { readLogRows, searchOfUrl, workspaceOfUrl } from "../../domains/logs/index.ts";
import { createContext } from "../../service/context.ts";
import { authenticate } from "../authenticate.ts";
import { defineRoute } from "../define-route.ts";
import { streamText } from "../stream-text.ts";

/**
 * `/v1/logs/rows?workspace=<slug>&limit=1000[&query=…&since=…&until=…&level=…&service=…][&after=<id>]`: rows of the console's log
 * viewer, the newest first: thousands at once, where a list is read by the hundred.
 */
export const logRowsDoor = defineRoute({
  method: "GET",
  path: "/v1/logs/rows",
  async handle({ app, req, res, url, requestId }) {
    const ctx = createContext({ app, actor: await authenticate(app, req), requestId });
    const { id: workspaceId } = await workspaceOfUrl(ctx, url);
    const limit = Number(url.searchParams.get("limit"));
    const after = url.searchParams.get("after") || null;
    const chunks = await readLogRows(ctx, { workspaceId, search: searchOfUrl(url), after, limit });
    await streamText({ req, res, chunks, headers: { "content-type": "application/x-ndjson; charset=utf-8" } });
  },
});
