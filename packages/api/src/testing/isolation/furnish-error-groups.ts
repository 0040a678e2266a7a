import { eventually } from "../eventually.ts";
import type { Ask } from "./crawl-workspace.ts";

export interface FurnishErrorGroupsOptions {
  url: string;
  /** A secret key that may send logs. */
  apiKey: string;
  ask: Ask;
  // biome-ignore lint/suspicious/noExplicitAny: answers of any shape
  make(mutation: string, input: Record<string, unknown>): Promise<any>;
  slug: string;
  canary: string;
}

/** Two errors that become groups, and a merge of them: groups, patterns and a move. */
export async function furnishErrorGroups({ url, apiKey, ask, make, slug, canary }: FurnishErrorGroupsOptions) {
  const answer = await fetch(`${url}/v1/logs/ndjson`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/x-ndjson" },
    body: ["broke", "fell over"]
      .map((what) => JSON.stringify({ level: "error", message: `${canary} ${what}`, service: canary, tenant: canary }))
      .join("\n"),
  });
  if (!answer.ok) throw new TypeError(`The log door answered ${answer.status}: ${await answer.text()}`);
  const [into, from] = await eventually(async () => {
    const query = `query ($slug: String!) { workspace(slug: $slug) { errorGroups { nodes { id } } } }`;
    const { nodes } = (await ask(query, { slug })).data.workspace.errorGroups;
    return nodes.length >= 2 ? nodes : undefined;
  }, 30);
  await make("mergeErrorGroups", { intoId: into.id, fromId: from.id });
}
