import { expect, test } from "vitest";
import { parseDocument } from "./parse-document.ts";
import { tokensOf } from "./tokens-of.ts";

test("front matter, headings, sentences, tables and code become sentences with their lines", () => {
  const source = `---\ntitle: "Magic link"\n---\n\n## Usage\n\nCall \`signIn\`. See v1.2 of auth.api, e.g. this.\n\n| Option | Default |\n|---|---|\n| \`ttl\` | 300 |\n\n\`\`\`ts\nsendMagicLink()\n\n\`\`\`\n\n### Limits\nTwo an hour.`;
  const { title, sentences } = parseDocument("docs/magic-link.mdx", source);
  expect(title).toBe("Magic link");
  expect(sentences.map(({ line, text, section, code }) => [line, text, section.join("/"), code])).toEqual([
    [2, "Magic link", "", false],
    [5, "Usage", "Usage", false],
    [7, "Call `signIn`.", "Usage", false],
    [7, "See v1.2 of auth.api, e.g. this.", "Usage", false],
    [9, "| Option | Default |", "Usage", false],
    [11, "| `ttl` | 300 |", "Usage", false],
    [14, "sendMagicLink()", "Usage", true],
    [18, "Limits", "Usage/Limits", false],
    [19, "Two an hour.", "Usage/Limits", false],
  ]);
});

test("an index page is named by its folder", () => {
  expect([...parseDocument("docs/plugins/scim/index.mdx", "Text.").name]).toEqual(["scim"]);
});

test.each([
  ["AUTH_SECRET=1", "AUTH_SECRET", "setting"],
  ['post("/sign-in/email")', "/sign-in/email", "endpoint"],
  ["npx auth migrate --yes", "--yes", "flag"],
  ["from @acme/auth-core", "@acme/auth-core", "package"],
  ["since 1.7.2", "1.7.2", "version"],
  ["sendMagicLink(", "sendMagicLink", "name"],
  ["two-factor", "two-factor", "slug"],
  ["organizations", "organization", "word"],
])("%s holds %s, a %s", (line, text, kind) => expect(tokensOf(line)).toContainEqual({ text, kind }));

test("closing tags, comments and relative paths are no endpoints", () => {
  const endpoints = tokensOf("</div> // note ../src/a a/b").filter(({ kind }) => kind === "endpoint");
  expect(endpoints).toEqual([]);
});

const nasty = [
  " ",
  "\t",
  "-",
  "`",
  "~",
  "[",
  "]",
  "(",
  "|",
  ":",
  "#",
  "# ",
  " #",
  ".",
  ". ",
  "! A",
  "1",
  "1.",
  "v1",
  "A",
  "Aa",
  "_",
  "$",
  "@a",
  "/a",
];
nasty.push(
  "--",
  "--a",
  "a-",
  "a\n",
  "# a\n",
  "## a\n",
  "\r",
  "\n",
  "<",
  "*",
  "'",
  '"',
  "```\n",
  "\u2028",
  "| ",
  "a_",
  "1-",
);

// Read in time to their length these take a fraction of a second together; one quadratic step would take more than the limit.
test.each(nasty)(
  "150,000 characters of %j are read to their end",
  (piece) => {
    const many = piece.repeat(Math.ceil(150_000 / piece.length));
    const half = many.slice(0, 75_000);
    const inputs = [many, `${many}x`, `# a${many}b`, `# ${many}`, `a${many}B`, `| ${many}x`, `a.${many}x`];
    inputs.push(`---\ntitle: ${many}\u2028\n---\n`, `# ${"a".repeat(75_000)}\n${half}`, `\`\`\`\n${many}`);
    for (const source of inputs) expect(parseDocument("a.md", source).sentences).toBeInstanceOf(Array);
  },
  120_000,
);

test("a heading may be closed by its marks", () => {
  expect(parseDocument("a.md", "## Usage  ##\nText.").sentences[1]?.section).toEqual(["Usage"]);
});
