import { matchesGlob } from "node:path/posix";
import { ProviderError } from "../../access/provider-error.ts";
import type { DocumentContract, RemoteDocument } from "../../provider/document-contract.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readText } from "../../provider/read-path.ts";

const prose = /\.(md|mdx|markdown)$/i;

/** A repository's Markdown on its default branch, by the git trees API. https://docs.github.com/rest/git/trees */
export const githubDocuments: DocumentContract = {
  patternHelp: "Glob from the root of the repository: docs/**/*.md, or **/*.md for all.",
  defaultPattern: "**/*.md",
  async list(access, { target, pattern }) {
    const branch = await defaultBranch(access, target);
    const { body } = await access.call("GET", `/repos/${target}/git/trees/${encodeURIComponent(branch)}?recursive=1`);
    const web = access.setting("GITHUB_URL");
    return readList(body, "tree").flatMap((entry): RemoteDocument[] => {
      const path = readText(entry, "path");
      const revision = readText(entry, "sha");
      if (!path || !revision || readText(entry, "type") !== "blob") return [];
      if (!prose.test(path) || !matchesGlob(path, pattern)) return [];
      const at = path.split("/").map(encodeURIComponent).join("/");
      return [{ path, revision, title: null, url: `${web}/${target}/blob/${encodeURIComponent(branch)}/${at}` }];
    });
  },
  async read(access, { target, document }) {
    const { body } = await access.call("GET", `/repos/${target}/git/blobs/${document.revision}`);
    const content = readText(body, "content") ?? "";
    return readText(body, "encoding") === "utf-8" ? content : Buffer.from(content, "base64").toString("utf8");
  },
  changedTarget({ type, subject }) {
    return type === "commits.pushed" || type === "pull_request.merged" ? (subject.split("#")[0] ?? null) : null;
  },
};

/** Name of the branch that a repository releases from. */
export async function defaultBranch(access: ProviderAccess, repository: string): Promise<string> {
  const { body, status } = await access.call("GET", `/repos/${repository}`, { accept: [404] });
  const branch = readText(body, "default_branch");
  if (status !== 404 && branch) return branch;
  throw new ProviderError(
    "refused",
    `GitHub shows no repository ${repository} to this integration.`,
    "Check that it still exists and that the integration may read it.",
  );
}
