import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readMoment, readPath, readText } from "../../provider/read-path.ts";
import type { PollContract, PollResult } from "../../provider.ts";
import { githubSignals } from "./github-signals.ts";

/** Where the last poll of one repository ended. */
interface Mark {
  etag?: string;
  /** Id of the newest event seen; ids of the events API grow. */
  newest?: string;
  /** Instead of `newest`: what happened from this moment is new. ISO 8601. */
  since?: string;
}

/** The webhook event whose payload an entry of the events API resembles. */
const webhookEvents: Record<string, string> = {
  PushEvent: "push",
  PullRequestEvent: "pull_request",
  IssuesEvent: "issues",
  ReleaseEvent: "release",
};

/**
 * Repository events, newest first, at most 300 and up to some minutes late; 304 for an unchanged ETag costs no rate limit.
 * Deployments and workflow runs are not among them. https://docs.github.com/rest/activity/events
 */
export const githubPoll: PollContract = {
  intervalSeconds: 60,
  cursorAt: (at, { targets }) => Object.fromEntries(targets.map(({ id }) => [id, { since: at.toISOString() }])),
  async run(access, cursor) {
    const signals: NormalisedSignal[] = [];
    const next: Record<string, Mark> = {};
    let waitSeconds = 0;
    for (const { id } of access.targets) {
      const mark = (cursor[id] ?? {}) as Mark;
      const polled = await pollRepository(access, id, mark);
      signals.push(...polled.signals);
      next[id] = polled.mark;
      waitSeconds = Math.max(waitSeconds, polled.waitSeconds);
    }
    const result: PollResult = { signals, cursor: { ...next } };
    return waitSeconds > 0 ? { ...result, waitSeconds } : result;
  },
};

async function pollRepository(access: ProviderAccess, repository: string, mark: Mark) {
  const answer = await access.call<unknown[]>("GET", `/repos/${repository}/events?per_page=100`, {
    accept: [304],
    headers: mark.etag ? { "if-none-match": mark.etag } : {},
  });
  const waitSeconds = Number(answer.headers["x-poll-interval"]) || 0;
  if (answer.status === 304) return { signals: [], mark, waitSeconds };
  const events = Array.isArray(answer.body) ? answer.body : [];
  const newest = readText(events[0], "id") ?? mark.newest;
  const { etag } = answer.headers;
  const from = newest ? { newest } : mark.since ? { since: mark.since } : {};
  const nextMark: Mark = { ...(etag ? { etag } : {}), ...from };
  // The first poll only marks where "from now on" begins: what happened before the connection is no news.
  const fresh = events.filter((event) => isNew(event, mark));
  const signals: NormalisedSignal[] = [];
  for (const event of fresh.reverse()) signals.push(...(await signalsOf(access, repository, event)));
  return { signals, mark: nextMark, waitSeconds };
}

function isNew(event: unknown, { newest, since }: Mark): boolean {
  if (newest !== undefined) return isAfter(readText(event, "id"), newest);
  return since !== undefined && (readMoment(event, "created_at")?.toISOString() ?? "") >= since;
}

/** Ids are decimal numbers longer than what a double holds. */
function isAfter(id: string | undefined, mark: string | undefined): boolean {
  if (!id || !/^\d+$/.test(id)) return false;
  return !mark || !/^\d+$/.test(mark) || BigInt(id) > BigInt(mark);
}

async function signalsOf(access: ProviderAccess, repository: string, event: unknown): Promise<NormalisedSignal[]> {
  const name = webhookEvents[readText(event, "type") ?? ""];
  if (!name) return [];
  const payload = { ...(readPath(event, "payload") as object), repository: { full_name: repository } } as Record<
    string,
    unknown
  >;
  payload.sender = { login: readText(event, "actor.login") };
  if (name === "push") payload.after ??= payload.head;
  if (name === "pull_request") payload.pull_request = await wholePullRequest(access, repository, payload);
  return githubSignals({
    event: name,
    payload,
    headers: {},
    receivedAt: readMoment(event, "created_at") ?? access.now,
    deliveryId: readText(event, "id") ?? "",
  });
}

/** Since October 2025 the entry holds a few fields of the pull request only, so what is missing is asked for. */
async function wholePullRequest(access: ProviderAccess, repository: string, payload: unknown): Promise<unknown> {
  const given = readPath(payload, "pull_request");
  if (readText(given, "title") && readPath(given, "merged") !== undefined) return given;
  const number = readText(payload, "number") ?? readText(given, "number");
  const found = await access.call("GET", `/repos/${repository}/pulls/${number}`, { accept: [404] });
  return found.status === 404 ? given : found.body;
}
