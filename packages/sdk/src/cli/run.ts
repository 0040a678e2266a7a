import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { generateFlags } from "../flags/codegen/generate-flags.ts";
import { readOutlines } from "../flags/codegen/read-outlines.ts";

/** Where the command line writes to and reads from. */
export interface CommandSurroundings {
  env: Readonly<Record<string, string | undefined>>;
  print(line: string): void;
  printError(line: string): void;
}

const usage = `plumbline flags generate [--out src/flags.gen.ts] [--from snapshot.json | --url https://plumbline.example] [--check]

Writes TypeScript for flags and their variants.
  --out    the file to write. Default src/flags.gen.ts
  --from   a snapshot, what a file store keeps, or an export. Default: the API is asked
  --url    the API. Default PLUMBLINE_URL
  --check  writes nothing, and fails when the file is not as it would be written

The key comes from PLUMBLINE_API_KEY: a secret one of the environment, with the scope flags:read.`;

/** Runs a command. @returns the exit code: 0, 1 when it failed, 2 when it was not understood */
export async function run(args: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { print, printError } = surroundings;
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    printError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (parsed.values.help) {
    print(usage);
    return 0;
  }
  if (parsed.positionals.join(" ") !== "flags generate") {
    printError(`There is no command "${parsed.positionals.join(" ")}".\n\n${usage}`);
    return 2;
  }
  try {
    return await generate(parsed.values, surroundings);
  } catch (error) {
    printError(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: "string", default: "src/flags.gen.ts" },
      from: { type: "string" },
      url: { type: "string" },
      check: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
}

type Values = ReturnType<typeof parse>["values"];

async function generate({ out, from, url, check }: Values, { env, print, printError }: CommandSurroundings) {
  const text = from
    ? await readFile(from, "utf8")
    : await fetchSnapshot(url ?? env.PLUMBLINE_URL, env.PLUMBLINE_API_KEY);
  const { flags, from: origin } = readOutlines(text);
  const code = generateFlags(flags, origin);
  if (check) {
    // The first line says the version, which grows with every change of any flag.
    const body = (whole: string) => whole.slice(whole.indexOf("\n"));
    const known = await readFile(out, "utf8").catch(() => "");
    if (body(known) === body(code)) return 0;
    printError(`${out} is not as the flags are now. Run \`plumbline flags generate --out ${out}\`.`);
    return 1;
  }
  await writeFile(out, code);
  print(`${out}: ${flags.length} flags from ${origin}.`);
  return 0;
}

async function fetchSnapshot(url: string | undefined, key: string | undefined): Promise<string> {
  if (!url) throw new TypeError("Where is the API? Give --url or PLUMBLINE_URL, or a file with --from.");
  if (!key) throw new TypeError("PLUMBLINE_API_KEY is not set: a secret key with the scope flags:read is needed.");
  const response = await fetch(new URL("/graphql", url), {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: "query PlumblineCli { flagSnapshot { snapshot } }" }),
  });
  const { data, errors } = (await response.json().catch(() => ({}))) as {
    data?: { flagSnapshot: { snapshot: unknown } } | null;
    errors?: { message: string }[];
  };
  if (data?.flagSnapshot) return JSON.stringify(data.flagSnapshot.snapshot);
  throw new TypeError(errors?.map(({ message }) => message).join(" ") ?? `${url} answered ${response.status}.`);
}
