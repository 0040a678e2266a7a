import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readPath, readText } from "../../provider/read-path.ts";

/** Vercel's events of a deployment, and what they are here. */
const deeds = new Map<string, { type: string; words: string }>(
  Object.entries({
    "deployment.created": { type: "deployment.created", words: "Deployment started" },
    "deployment.succeeded": { type: "deployment.succeeded", words: "Deployed" },
    "deployment.error": { type: "deployment.failed", words: "Deployment failed" },
    "deployment.canceled": { type: "deployment.cancelled", words: "Deployment cancelled" },
    "deployment.promoted": { type: "deployment.promoted", words: "Promoted to production" },
  }),
);

/** What Vercel is asked to tell of. https://vercel.com/docs/webhooks/webhooks-api */
export const vercelEvents = [...deeds.keys()];

/** Vercel counts milliseconds. */
export const readMilliseconds = (payload: unknown, path: string): Date | undefined => {
  const value = readPath(payload, path);
  return typeof value === "number" && value > 0 && value < 7e12 ? new Date(value) : undefined;
};

interface Deployment {
  id: string;
  name: string;
  target: string | undefined;
  meta: unknown;
  url: string | undefined;
}

/** The same by webhook and by poll: a deployment is created, and ends, once. It may be promoted again and again. */
function signal(event: string, deployment: Deployment, at: Date, again = ""): NormalisedSignal[] {
  const deed = deeds.get(event);
  if (!deed) return [];
  const { id, name, target, meta, url } = deployment;
  const environment = target ?? "preview";
  const message = readText(meta, "githubCommitMessage") ?? readText(meta, "gitlabCommitMessage");
  const [owner, repository] = [readText(meta, "githubCommitOrg"), readText(meta, "githubCommitRepo")];
  return [
    {
      type: deed.type,
      key: `${deed.type}:${id}${again}`,
      occurredAt: at,
      title: `${deed.words}: ${name} (${environment})${message ? `: ${message.split("\n", 1)[0]?.slice(0, 150)}` : ""}`,
      subject: name,
      url,
      actor: readText(meta, "githubCommitAuthorLogin") ?? readText(meta, "gitlabCommitAuthorLogin"),
      data: {
        deploymentId: id,
        environment,
        commit: readText(meta, "githubCommitSha") ?? readText(meta, "gitlabCommitSha"),
        ...(owner && repository ? { repository: `${owner}/${repository}` } : {}),
        branch: readText(meta, "githubCommitRef") ?? readText(meta, "gitlabCommitRef"),
      },
    },
  ];
}

/** The fact in a webhook. */
export function vercelSignals({ event, payload, receivedAt, deliveryId }: ParsedDelivery): NormalisedSignal[] {
  const inside = readPath(payload, "payload");
  const id = readText(inside, "deployment.id");
  if (!id) return [];
  const name = readText(inside, "deployment.name") ?? readText(inside, "name") ?? id;
  return signal(
    event,
    {
      id,
      name,
      target: readText(inside, "target"),
      meta: readPath(inside, "deployment.meta"),
      url: readText(inside, "links.deployment"),
    },
    readMilliseconds(payload, "createdAt") ?? receivedAt,
    event === "deployment.promoted" ? `:${deliveryId}` : "",
  );
}

/** What a deployment in the list says: that it began, and how it ended when it has. */
export function deploymentSignals(deployment: unknown, createdAt: Date): NormalisedSignal[] {
  const id = readText(deployment, "uid");
  if (!id) return [];
  const whole: Deployment = {
    id,
    name: readText(deployment, "name") ?? id,
    target: readText(deployment, "target"),
    meta: readPath(deployment, "meta"),
    url: readText(deployment, "inspectorUrl"),
  };
  const ends: Record<string, string> = {
    READY: "deployment.succeeded",
    ERROR: "deployment.error",
    CANCELED: "deployment.canceled",
  };
  const state = readText(deployment, "readyState") ?? readText(deployment, "state") ?? "";
  const end = new Map(Object.entries(ends)).get(state);
  const endedAt = readMilliseconds(deployment, "ready") ?? createdAt;
  return [...signal("deployment.created", whole, createdAt), ...(end ? signal(end, whole, endedAt) : [])];
}
