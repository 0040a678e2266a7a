import { createHash } from "node:crypto";
import { codegen } from "@graphql-codegen/core";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
  visit,
} from "graphql";

/** One hand-written file of operations. */
export interface OperationFile {
  /** Path below `operations`, `integrations/integrations.graphql`. */
  path: string;
  text: string;
}

/** The derived files' text. */
export interface GeneratedOperations {
  /** Types and text of every operation. */
  operations: string;
  /**
   * Hashes of the operations that lie-open credentials may run, with their types: one file for each hand-written one, so that a
   * part of a widget that is loaded later brings its own and no others.
   */
  published: OperationFile[];
  /** The API's list of the same, hash → text. */
  allowed: string;
}

/** Folder of the operations that widgets run: they are published, everything else is for secret keys and sessions. */
const publishedFolder = "published/";

const head = "// Written by `npm run generate`. Do not edit.\n";

/**
 * Checks the hand-written operations against the schema and derives typed documents from them.
 * @throws TypeError naming the file and every mistake in it
 */
export async function generateOperations(sdl: string, files: readonly OperationFile[]): Promise<GeneratedOperations> {
  const schema = buildSchema(sdl);
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const document = combine(schema, sorted);
  const operations = document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const openFiles = sorted.filter(({ path }) => path.startsWith(publishedFolder));
  const inFile = ({ text }: OperationFile) =>
    operations.filter((operation) => namesIn(text).includes(nameOf(operation)));
  const published = operations.filter((operation) => openFiles.some((file) => inFile(file).includes(operation)));
  return {
    operations: `${head}import type { TypedDocument } from "../typed-document.ts";\n\n${await types(schema, sdl, document)}\n${operations
      .map((operation) => documentText(document, operation))
      .join("\n")}`,
    published: openFiles.map((file) => ({
      path: file.path.slice(publishedFolder.length).replace(/\.graphql$/, ".gen.ts"),
      text: publishedText(document, inFile(file)),
    })),
    allowed: `${head}export const allowedOperations: Readonly<Record<string, string>> = {${lines(
      published.map((operation) => standAlone(document, operation)).map((text) => [sha256(text), text]),
    )}};\n`,
  };
}

function combine(schema: GraphQLSchema, files: readonly OperationFile[]): DocumentNode {
  const documents = files.map(({ text }) => parse(text));
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: documents.flatMap(({ definitions }) => definitions),
  };
  const mistakes = validate(schema, document).map(
    ({ message, nodes }) => `${ownerOf(files, documents, nodes?.[0])}: ${message}`,
  );
  if (mistakes.length > 0)
    throw new TypeError(`Operations of the SDK do not fit schema.graphql:\n${mistakes.join("\n")}`);
  return document;
}

/** The file in whose text the node was parsed. */
function ownerOf(
  files: readonly OperationFile[],
  documents: DocumentNode[],
  node: { loc?: { source: { body: string } } | undefined } | undefined,
): string {
  const body = node?.loc?.source.body;
  const index = documents.findIndex((document) => document.loc?.source.body === body);
  return `packages/sdk/src/operations/${files[index]?.path ?? "?"}`;
}

async function types(schema: GraphQLSchema, sdl: string, document: DocumentNode): Promise<string> {
  const text = await codegen({
    filename: "operations.gen.ts",
    schema: parse(sdl),
    schemaAst: schema,
    documents: [{ location: "operations", document }],
    config: {},
    plugins: [
      {
        typescript: {
          scalars: { DateTime: "string", Cursor: "string", JSON: "unknown", ID: "string" },
          enumType: "string-literal",
          skipTypename: false,
          nonOptionalTypename: false,
          disableDescriptions: false,
          useTypeImports: true,
        },
      },
    ],
    pluginMap: { typescript: typescriptOperations },
  });
  return text;
}

function documentText(document: DocumentNode, operation: OperationDefinitionNode): string {
  const text = JSON.stringify(standAlone(document, operation));
  return `export const ${nameOf(operation)}Document = ${text} as TypedDocument<${typeOf(operation)}, ${typeOf(operation)}Variables>;\n`;
}

function publishedText(document: DocumentNode, operations: readonly OperationDefinitionNode[]): string {
  const constants = operations.map((operation) => {
    const name = nameOf(operation);
    const hash = sha256(standAlone(document, operation));
    const constant = name.charAt(0).toLowerCase() + name.slice(1);
    return `export const ${constant} = "${hash}" as PublishedOperation<${typeOf(operation)}, ${typeOf(operation)}Variables>;\n`;
  });
  const types = operations.flatMap((operation) => [typeOf(operation), `${typeOf(operation)}Variables`]).sort();
  const fragments = [...new Set(operations.flatMap((operation) => [...reachedFrom(document, operation)]))].sort();
  const from = 'from "../operations.gen.ts";\n';
  return [
    head,
    'import type { PublishedOperation } from "../../embed/published-operation.ts";\n',
    types.length > 0 ? `import type { ${types.join(", ")} } ${from}` : "",
    fragments.length > 0 ? `\nexport type { ${fragments.map((name) => `${name}Fragment`).join(", ")} } ${from}` : "",
    "\n",
    ...constants,
  ].join("");
}

/** Name of the type of an operation's answer, as the code generator makes it. */
function typeOf(operation: OperationDefinitionNode): string {
  return nameOf(operation) + operation.operation.charAt(0).toUpperCase() + operation.operation.slice(1);
}

/** The operation with the fragments that it reaches, and nothing else. */
function standAlone(document: DocumentNode, operation: OperationDefinitionNode): string {
  const reached = reachedFrom(document, operation);
  const fragments = fragmentsOf(document)
    .filter(({ name }) => reached.has(name.value))
    .sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
  return print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] });
}

function reachedFrom(document: DocumentNode, start: OperationDefinitionNode): Set<string> {
  const reached = new Set<string>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name }) {
        if (reached.has(name.value)) return;
        reached.add(name.value);
        for (const fragment of fragmentsOf(document)) if (fragment.name.value === name.value) follow(fragment);
      },
    });
  };
  follow(start);
  return reached;
}

function fragmentsOf({ definitions }: DocumentNode): FragmentDefinitionNode[] {
  return definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
}

function namesIn(text: string): string[] {
  return parse(text)
    .definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map(nameOf);
}

function nameOf(operation: OperationDefinitionNode): string {
  return operation.name?.value ?? "";
}

function lines(entries: [string, string][]): string {
  if (entries.length === 0) return "";
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `\n${sorted.map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`).join("")}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
