/** The ways a read can be copied. */
export type CopyForm = "graphql" | "curl" | "sdk";

interface Operation {
  text: string;
  name: string;
  variables: unknown;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function asGraphql({ text, variables }: Operation): string {
  const given = JSON.stringify(variables ?? {}, null, 2);
  return given === "{}" ? text.trim() : `${text.trim()}\n\n# Variables\n${given.replaceAll(/^/gm, "# ")}`;
}

function asCurl({ text, name, variables }: Operation, origin: string): string {
  const body = JSON.stringify({
    query: text.trim().replaceAll(/\s+/g, " "),
    operationName: name,
    variables: variables ?? {},
  });
  return [
    `curl ${origin}/graphql \\`,
    `  -H 'Authorization: Bearer '"$PLUMBLINE_API_KEY" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  --data-raw ${quoted(body)}`,
  ].join("\n");
}

function asSdk({ text, variables }: Operation, origin: string): string {
  return `import { createPlumbline, unwrap } from '@plumbline/sdk'

const plumbline = createPlumbline({ url: '${origin}', apiKey: process.env.PLUMBLINE_API_KEY })

const data = unwrap(await plumbline.query(\`
${text.trim().replaceAll(/^/gm, "  ").replaceAll("`", "\\`")}
\`, ${JSON.stringify(variables ?? {}, null, 2)}))
`;
}

/** What the page shows, as something that can be run elsewhere. Never contains a credential. */
export function copyAs(form: CopyForm, operation: Operation, origin: string): string {
  if (form === "graphql") return asGraphql(operation);
  if (form === "curl") return asCurl(operation, origin);
  return asSdk(operation, origin);
}
