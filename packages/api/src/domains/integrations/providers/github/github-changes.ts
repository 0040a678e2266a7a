import type { ChangeContract, RemoteChange, RemoteFile } from "../../provider/change-contract.ts";
import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readText } from "../../provider/read-path.ts";
import { defaultBranch } from "./github-documents.ts";

type Fact = Pick<NormalisedSignal, "type" | "title" | "subject" | "data">;

const pageSize = 100;
/** GitHub lists 3,000 files of a pull request at most. https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
const mostPages = 30;
const statuses: Record<string, RemoteFile["status"]> = { added: "added", removed: "removed", renamed: "renamed" };

/** What a merged pull request or a push to the default branch changed. */
export const githubChanges: ChangeContract = {
  signalTypes: ["pull_request.merged", "commits.pushed"],
  async filesOf(access, signal) {
    return signal.type === "pull_request.merged"
      ? await filesOfPullRequest(access, signal)
      : await filesOfPush(access, signal);
  },
  async between(access, { target, before, after }) {
    const found = await compared(access, target, before, after);
    if (!found) return null;
    const { body, title, message } = found;
    const commits = readList(body, "commits").flatMap((commit) => readText(commit, "sha") ?? []);
    if (commits.length === 0) return null;
    return {
      key: `${target}@${before}...${after}`,
      target,
      title: title ?? `${commits.length} commits`,
      message,
      files: readList(body, "files").flatMap(fileOf),
      gathers: commits.map((sha) => `${target}@${sha}`),
    };
  },
};

async function filesOfPullRequest(access: ProviderAccess, signal: Fact): Promise<RemoteChange | null> {
  const [target = "", number] = signal.subject.split("#");
  const pull = await access.call("GET", `/repos/${target}/pulls/${number}`, { accept: [404] });
  if (pull.status === 404) return null;
  const files: RemoteFile[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { body } = await access.call(
      "GET",
      `/repos/${target}/pulls/${number}/files?per_page=${pageSize}&page=${page}`,
    );
    const entries = readList({ body }, "body");
    files.push(...entries.flatMap(fileOf));
    if (entries.length < pageSize) break;
  }
  const commit = readText(signal.data, "commit") ?? readText(pull.body, "merge_commit_sha");
  return {
    key: commit ? `${target}@${commit}` : signal.subject,
    target,
    title: readText(pull.body, "title") ?? signal.title,
    message: readText(pull.body, "body") ?? "",
    files,
  };
}

async function filesOfPush(access: ProviderAccess, signal: Fact): Promise<RemoteChange | null> {
  const target = signal.subject;
  const before = readText(signal.data, "before") ?? "";
  const after = readText(signal.data, "after") ?? "";
  if (/^0*$/.test(before) || /^0*$/.test(after)) return null;
  if (readText(signal.data, "ref") !== `refs/heads/${await defaultBranch(access, target)}`) return null;
  const found = await compared(access, target, before, after);
  if (!found) return null;
  const { body, title = signal.title, message } = found;
  return { key: `${target}@${after}`, target, title, message, files: readList(body, "files").flatMap(fileOf) };
}

/** https://docs.github.com/rest/commits/commits#compare-two-commits: up to 300 files and 250 commits, from the merge base on. */
async function compared(access: ProviderAccess, target: string, before: string, after: string) {
  const range = `${encodeURIComponent(before)}...${encodeURIComponent(after)}`;
  const { body, status } = await access.call("GET", `/repos/${target}/compare/${range}`, { accept: [404] });
  if (status === 404) return null;
  const messages = readList(body, "commits").map((commit) => readText(commit, "commit.message") ?? "");
  const [title, ...rest] = messages.at(-1)?.split("\n") ?? [];
  return { body, title, message: [...rest, ...messages.slice(0, -1)].join("\n") };
}

function fileOf(entry: unknown): RemoteFile[] {
  const path = readText(entry, "filename");
  if (!path) return [];
  const previousPath = readText(entry, "previous_filename");
  return [
    {
      path,
      ...(previousPath ? { previousPath } : {}),
      status: statuses[readText(entry, "status") ?? ""] ?? "modified",
      patch: readText(entry, "patch") ?? "",
    },
  ];
}
