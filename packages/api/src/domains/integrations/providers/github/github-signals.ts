import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readList, readMoment, readPath, readText } from "../../provider/read-path.ts";

type Draft = Omit<NormalisedSignal, "occurredAt"> & { occurredAt: Date | undefined };
type Normaliser = (payload: unknown, delivery: ParsedDelivery) => Draft | null;

/**
 * The facts in one of GitHub's deliveries. Every other event is accepted and gives none.
 * https://docs.github.com/webhooks/webhook-events-and-payloads
 */
export function githubSignals(delivery: ParsedDelivery): NormalisedSignal[] {
  const draft = normalisers.get(delivery.event)?.(delivery.payload, delivery);
  if (!draft) return [];
  const actor = draft.actor ?? readText(delivery.payload, "sender.login");
  return [{ ...draft, actor, occurredAt: draft.occurredAt ?? delivery.receivedAt }];
}

const normalisers = new Map<string, Normaliser>(
  Object.entries({
    ping: pinged,
    push: pushed,
    pull_request: pullRequest,
    issues: issue,
    release,
    deployment,
    deployment_status: deploymentStatus,
    workflow_run: workflowRun,
    installation,
    installation_repositories: installationRepositories,
  }),
);

const repositoryOf = (payload: unknown) => readText(payload, "repository.full_name") ?? "unknown repository";
const firstLine = (text: string | undefined) => text?.split("\n", 1)[0] ?? "";

function pinged(payload: unknown, delivery: ParsedDelivery): Draft {
  const subject =
    readText(payload, "repository.full_name") ??
    readText(payload, "organization.login") ??
    `hook ${readText(payload, "hook_id")}`;
  return {
    type: "webhook.pinged",
    key: `webhook.pinged:${readText(payload, "hook_id")}:${delivery.deliveryId}`,
    title: `GitHub sent a ping for ${subject}`,
    subject,
    occurredAt: undefined,
    data: { zen: readText(payload, "zen"), hookId: readText(payload, "hook_id") },
  };
}

function pushed(payload: unknown): Draft {
  const subject = repositoryOf(payload);
  const ref = readText(payload, "ref") ?? "";
  const branch = ref.replace(/^refs\/(heads|tags)\//, "");
  const after = readText(payload, "after") ?? "";
  const deleted = readPath(payload, "deleted") === true;
  const commits = readList(payload, "commits").length;
  const type = deleted ? "branch.deleted" : "commits.pushed";
  const what = deleted ? `${branch} deleted` : `${commits} commit${commits === 1 ? "" : "s"} to ${branch}`;
  return {
    type,
    // A deleted branch always ends at 000…0, so what was there tells two deletions apart.
    key: `${type}:${subject}:${ref}:${deleted ? readText(payload, "before") : after}`,
    title: deleted ? what : `${what}: ${firstLine(readText(payload, "head_commit.message"))}`.replace(/: $/, ""),
    subject,
    url: readText(payload, "compare"),
    actor: readText(payload, "pusher.name"),
    occurredAt: readMoment(payload, "head_commit.timestamp"),
    data: { ref, before: readText(payload, "before"), after, commits },
  };
}

function pullRequest(payload: unknown): Draft | null {
  const action = readText(payload, "action");
  const merged = readPath(payload, "pull_request.merged") === true || action === "merged";
  const outcome =
    action === "opened"
      ? "opened"
      : action === "reopened"
        ? "reopened"
        : action === "closed" || action === "merged"
          ? "closed"
          : null;
  if (outcome === null) return null;
  const subject = `${repositoryOf(payload)}#${readText(payload, "pull_request.number") ?? readText(payload, "number")}`;
  const deed = outcome === "closed" && merged ? "merged" : outcome;
  const type = `pull_request.${deed}`;
  const moments = { opened: "created_at", merged: "merged_at", closed: "closed_at", reopened: "updated_at" } as const;
  const at = readMoment(payload, `pull_request.${moments[deed]}`);
  // A pull request is opened and merged once; closed and reopened any number of times.
  const again = deed === "closed" || deed === "reopened" ? `:${at?.toISOString()}` : "";
  return {
    type,
    key: `${type}:${subject}${again}`,
    title: readText(payload, "pull_request.title") ?? subject,
    subject,
    url: readText(payload, "pull_request.html_url"),
    actor: deed === "merged" ? readText(payload, "pull_request.merged_by.login") : undefined,
    occurredAt: at,
    data: {
      base: readText(payload, "pull_request.base.ref"),
      head: readText(payload, "pull_request.head.ref"),
      commit: readText(payload, deed === "merged" ? "pull_request.merge_commit_sha" : "pull_request.head.sha"),
      author: readText(payload, "pull_request.user.login"),
    },
  };
}

function issue(payload: unknown): Draft | null {
  const action = readText(payload, "action");
  if (action !== "opened" && action !== "closed" && action !== "reopened") return null;
  const subject = `${repositoryOf(payload)}#${readText(payload, "issue.number")}`;
  const moments = { opened: "created_at", closed: "closed_at", reopened: "updated_at" } as const;
  const at = readMoment(payload, `issue.${moments[action]}`);
  return {
    type: `issue.${action}`,
    key: `issue.${action}:${subject}${action === "opened" ? "" : `:${at?.toISOString()}`}`,
    title: readText(payload, "issue.title") ?? subject,
    subject,
    url: readText(payload, "issue.html_url"),
    occurredAt: at,
    data: { labels: readList(payload, "issue.labels").map((label) => readText(label, "name")) },
  };
}

function release(payload: unknown): Draft | null {
  if (readText(payload, "action") !== "published") return null;
  const tag = readText(payload, "release.tag_name") ?? "";
  return {
    type: "release.published",
    key: `release.published:${repositoryOf(payload)}:${readText(payload, "release.id")}`,
    title: readText(payload, "release.name") ?? tag,
    subject: `${repositoryOf(payload)}@${tag}`,
    url: readText(payload, "release.html_url"),
    occurredAt: readMoment(payload, "release.published_at"),
    data: { tag, prerelease: readPath(payload, "release.prerelease") === true },
  };
}

function deployment(payload: unknown): Draft | null {
  const environment = readText(payload, "deployment.environment") ?? "unknown environment";
  return {
    type: "deployment.created",
    key: `deployment.created:${repositoryOf(payload)}:${readText(payload, "deployment.id")}`,
    title: `Deployment of ${readText(payload, "deployment.ref")} to ${environment}`,
    subject: repositoryOf(payload),
    url: readText(payload, "deployment.url"),
    occurredAt: readMoment(payload, "deployment.created_at"),
    data: { environment, commit: readText(payload, "deployment.sha"), ref: readText(payload, "deployment.ref") },
  };
}

function deploymentStatus(payload: unknown): Draft | null {
  const state = readText(payload, "deployment_status.state") ?? "unknown";
  const environment = readText(payload, "deployment.environment") ?? "unknown environment";
  const deed =
    state === "success" ? "succeeded" : state === "failure" || state === "error" ? "failed" : "status_changed";
  return {
    type: `deployment.${deed}`,
    key: `deployment.${deed}:${repositoryOf(payload)}:${readText(payload, "deployment_status.id")}`,
    title: `Deployment of ${readText(payload, "deployment.ref")} to ${environment}: ${state}`,
    subject: repositoryOf(payload),
    url: readText(payload, "deployment_status.target_url") ?? readText(payload, "deployment_status.url"),
    occurredAt: readMoment(payload, "deployment_status.created_at"),
    data: { environment, state, commit: readText(payload, "deployment.sha"), ref: readText(payload, "deployment.ref") },
  };
}

function workflowRun(payload: unknown): Draft | null {
  if (readText(payload, "action") !== "completed") return null;
  const conclusion = readText(payload, "workflow_run.conclusion") ?? "unknown";
  const name = readText(payload, "workflow_run.name") ?? "Workflow";
  const run = `${readText(payload, "workflow_run.id")}:${readText(payload, "workflow_run.run_attempt") ?? 1}`;
  return {
    type: "workflow_run.completed",
    key: `workflow_run.completed:${repositoryOf(payload)}:${run}`,
    title: `${name} on ${readText(payload, "workflow_run.head_branch")}: ${conclusion}`,
    subject: repositoryOf(payload),
    url: readText(payload, "workflow_run.html_url"),
    occurredAt: readMoment(payload, "workflow_run.updated_at"),
    data: {
      conclusion,
      commit: readText(payload, "workflow_run.head_sha"),
      branch: readText(payload, "workflow_run.head_branch"),
    },
  };
}

function installation(payload: unknown, delivery: ParsedDelivery): Draft | null {
  const deeds: Record<string, string> = {
    created: "created",
    deleted: "deleted",
    suspend: "suspended",
    unsuspend: "unsuspended",
    new_permissions_accepted: "permissions_accepted",
  };
  const deed = new Map(Object.entries(deeds)).get(readText(payload, "action") ?? "");
  const account = readText(payload, "installation.account.login") ?? "unknown account";
  if (!deed) return null;
  return {
    type: `installation.${deed}`,
    key: `installation.${deed}:${readText(payload, "installation.id")}:${delivery.deliveryId}`,
    title: `The GitHub App's installation on ${account}: ${deed.replace("_", " ")}`,
    subject: account,
    url: readText(payload, "installation.html_url"),
    occurredAt: readMoment(payload, "installation.updated_at"),
    data: { installationId: readText(payload, "installation.id") },
  };
}

function installationRepositories(payload: unknown, delivery: ParsedDelivery): Draft | null {
  const account = readText(payload, "installation.account.login") ?? "unknown account";
  const names = (list: string) => readList(payload, list).map((repository) => readText(repository, "full_name"));
  const added = names("repositories_added");
  const removed = names("repositories_removed");
  return {
    type: "installation.repositories_changed",
    key: `installation.repositories_changed:${readText(payload, "installation.id")}:${delivery.deliveryId}`,
    title: `The GitHub App on ${account}: ${added.length} repositories added, ${removed.length} removed`,
    subject: account,
    url: readText(payload, "installation.html_url"),
    occurredAt: readMoment(payload, "installation.updated_at"),
    data: { installationId: readText(payload, "installation.id"), added, removed },
  };
}
