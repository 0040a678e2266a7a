import { decodeId } from "../../graphql/ids.ts";
import { eventually } from "../eventually.ts";
import type { TestServer } from "../start-test-server.ts";
import type { Ask } from "./crawl-workspace.ts";

export interface FurnishDocumentsOptions {
  server: TestServer;
  ask: Ask;
  // biome-ignore lint/suspicious/noExplicitAny: answers of any shape
  make(mutation: string, input: Record<string, unknown>): Promise<any>;
  workspaceId: string;
  slug: string;
  canary: string;
}

/** A page with a candidate, by a service that gets another name; a source and a question, whose far sides are not here. */
export async function furnishDocuments({ server, ask, make, workspaceId, slug, canary }: FurnishDocumentsOptions) {
  const key = `${canary}-writer`;
  await make("updateDriftSettings", { workspaceId, threshold: 0.05 });
  await make("uploadDocument", {
    workspaceId,
    title: canary,
    format: "MARKDOWN",
    text: `# Restart\n\nRun \`kubectl restart ${key}\` and wait.`,
  });
  const { service } = await make("createService", { workspaceId, key, name: key });
  await make("updateService", { serviceId: service.id, key: `${canary}-renamed` });
  await eventually(async () => {
    const query = `query ($slug: String!) { workspace(slug: $slug) { driftCandidates { nodes { id } } } }`;
    return (await ask(query, { slug })).data.workspace.driftCandidates.nodes.length > 0;
  }, 30);
  const { raw } = server.app.database;
  const own = decodeId("ws", workspaceId);
  await raw`
    insert into document_sources (workspace_id, integration_id, target, pattern)
    select workspace_id, id, ${canary}, ${canary} from integrations where workspace_id = ${own} limit 1`;
  const [cluster] = await raw`
    insert into question_clusters (workspace_id, question, message_count, first_asked_at, last_asked_at)
    values (${own}, ${canary}, 3, now(), now()) returning id`;
  await raw`
    insert into question_messages (workspace_id, cluster_id, signal_id, text, channel, tokens, asked_at)
    select workspace_id, ${cluster?.id ?? ""}, id, ${canary}, ${canary}, ${[canary]}, now()
    from signals where workspace_id = ${own} limit 1`;
}
