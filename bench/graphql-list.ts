import postgres from "postgres";
import { graphqlOver } from "../packages/api/src/testing/graphql-over.ts";
import { askLightly } from "./ask-lightly.ts";
import { startBenchServer } from "./bench-server.ts";
import { type BenchWorkspace, makeBenchWorkspace } from "./bench-workspace.ts";
import { type Benchmark, inParallel, type Measure, perSecond, rate } from "./measure.ts";

const width = 8;
const rounds = 400;
/** Requests that are not counted, of each side: V8 compiles what runs often, and a server is not new for long. */
const warmUp = 400;
const query = `query ($slug: String!) {
  workspace(slug: $slug) {
    services(first: 50) { nodes { id key name tier dependsOn { id key name dependsOn { id key name } } } }
  }
}`;

/** A list of 50 with two nested levels over HTTP, against one hand-written query for the same data over the same driver. */
export const graphqlList: Benchmark = {
  name: "graphql-list",
  async run(): Promise<Measure[]> {
    const server = await startBenchServer();
    const sql = postgres(server.databaseUrl, { max: width, connection: { role: "plumbline_app" } });
    try {
      const workspace = await makeBenchWorkspace(server);
      await addServices(server.url, workspace);
      await server.stopWorking();
      const ask = () => askOnce(server.url, workspace);
      const select = () => selectOnce(sql, workspace.workspaceUuid);
      await inParallel(warmUp, width, ask);
      await inParallel(warmUp, width, select);
      const bare = perSecond(rounds, await inParallel(rounds, width, select));
      const ours = perSecond(rounds, await inParallel(rounds, width, ask));
      return [
        {
          what: "GraphQL list of 50 with two nested levels",
          value: rate(ours),
          against: `one hand-written SQL query for the same data, ${rate(bare)}`,
          ratio: ours / bare,
          budget: { sign: ">=", ratio: 0.4 },
        },
      ];
    } finally {
      await sql.end();
      await server.stop();
    }
  },
};

async function addServices(url: string, { workspaceId, cookie }: BenchWorkspace): Promise<void> {
  const services = Array.from({ length: 60 }, (_, index) => ({
    key: `service-${index}`,
    name: `Service ${index}`,
    dependsOn: [index - 1, index - 2].filter((other) => other >= 0).map((other) => `service-${other}`),
  }));
  const answer = await graphqlOver(
    url,
    `mutation ($input: ImportServicesInput!) { importServices(input: $input) { __typename ... on Refusal { message } } }`,
    { input: { workspaceId, content: JSON.stringify(services) } },
    { cookie },
  );
  if (answer.data?.importServices.__typename !== "ImportServicesSuccess") throw new Error(JSON.stringify(answer));
}

async function askOnce(url: string, { slug, token }: BenchWorkspace): Promise<void> {
  const { data, errors } = await askLightly(url, { query, variables: { slug } }, token);
  if (data?.workspace.services.nodes.length !== 50) throw new Error(JSON.stringify(errors ?? data));
}

/** What somebody who needs just this page would write: one round trip, the nesting made by Postgres. */
async function selectOnce(sql: postgres.Sql, workspaceId: string): Promise<void> {
  const rows = await sql.begin(async (tx) => {
    tx`select set_config('plumbline.workspace', ${workspaceId}, true)`.execute();
    return await tx`
      select s.id, s.key, s.name, s.tier, coalesce((
        select json_agg(json_build_object('id', d.id, 'key', d.key, 'name', d.name, 'dependsOn', coalesce((
          select json_agg(json_build_object('id', e.id, 'key', e.key, 'name', e.name))
          from service_dependencies ed join services e on e.workspace_id = ed.workspace_id and e.id = ed.depends_on_id
          where ed.workspace_id = d.workspace_id and ed.service_id = d.id), '[]')))
        from service_dependencies sd join services d on d.workspace_id = sd.workspace_id and d.id = sd.depends_on_id
        where sd.workspace_id = s.workspace_id and sd.service_id = s.id), '[]') as "dependsOn"
      from services s where s.workspace_id = ${workspaceId} and s.archived_at is null order by s.key limit 50`;
  });
  if (rows.length !== 50) throw new Error(`The query gave ${rows.length} rows.`);
}
