import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { copyAs } from "./copy-as.ts";

const operation = {
  text: "query Members($slug: String!) {\n  workspace(slug: $slug) {\n    name\n  }\n}",
  name: "Members",
  variables: { slug: "o'brien" },
};

test("GraphQL carries the document and its variables as a comment", () => {
  expect(copyAs("graphql", operation, "http://x")).toBe(
    `${operation.text}\n\n# Variables\n# {\n#   "slug": "o'brien"\n# }`,
  );
});

test("the curl line survives a shell: what it sends is what was asked", () => {
  const line = copyAs("curl", operation, "http://127.0.0.1:4000");
  // The shell itself takes the line apart; `printf` in the place of curl shows the arguments that curl would get.
  const args = execFileSync("sh", ["-c", line.replace(/^curl/, "printf '%s\\n'")], {
    encoding: "utf8",
    env: { PLUMBLINE_API_KEY: "plb_live_x" },
  })
    .trimEnd()
    .split("\n");
  expect(args[0]).toBe("http://127.0.0.1:4000/graphql");
  expect(args).toContain("Authorization: Bearer plb_live_x");
  expect(JSON.parse(args.at(-1) ?? "")).toEqual({
    query: "query Members($slug: String!) { workspace(slug: $slug) { name } }",
    operationName: "Members",
    variables: { slug: "o'brien" },
  });
});

test("no form carries a credential", () => {
  for (const form of ["graphql", "curl", "sdk"] as const)
    expect(copyAs(form, operation, "http://x")).not.toMatch(/plb_(live|pub)_/);
});
