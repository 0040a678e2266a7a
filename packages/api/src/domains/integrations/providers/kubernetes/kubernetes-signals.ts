import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import { readList, readMoment, readPath, readText } from "../../provider/read-path.ts";

/** What is remembered of a namespace between two polls. */
export interface NamespaceMark {
  since: string;
  /** Restarts by pod uid and container. */
  restarts: Record<string, number>;
  /** Revisions by deployment uid. */
  revisions: Record<string, string>;
}

const placeOf = (item: unknown) => `${readText(item, "metadata.namespace")}/${readText(item, "metadata.name")}`;

/** Warnings that were last seen since then. One event object counts its repetitions and is one fact. */
export function eventSignals(items: readonly unknown[], since: Date, now: Date): NormalisedSignal[] {
  return items.flatMap((item) => {
    const at = ["series.lastObservedTime", "lastTimestamp", "eventTime", "metadata.creationTimestamp"]
      .map((path) => readMoment(item, path))
      .find((moment) => moment !== undefined);
    const uid = readText(item, "metadata.uid");
    if (!uid || !at || at < since) return [];
    const kind = readText(item, "involvedObject.kind") ?? "Object";
    const subject = `${readText(item, "involvedObject.namespace")}/${readText(item, "involvedObject.name")}`;
    const reason = readText(item, "reason") ?? "Warning";
    return [
      {
        type: "workload.warned",
        key: `workload.warned:${uid}`,
        occurredAt: at > now ? now : at,
        title: `${reason}: ${(readText(item, "message") ?? kind).slice(0, 300)}`,
        subject,
        data: { kind, reason, count: readPath(item, "count"), component: readText(item, "source.component") },
      },
    ];
  });
}

/** Containers that were started again since the last look, with the reason of their last end. */
export function podSignals(items: readonly unknown[], known: Readonly<Record<string, number>>, now: Date) {
  const restarts: Record<string, number> = {};
  const signals: NormalisedSignal[] = [];
  for (const pod of items) {
    const uid = readText(pod, "metadata.uid");
    for (const status of uid ? readList(pod, "status.containerStatuses") : []) {
      const container = readText(status, "name") ?? "container";
      const count = Number(readText(status, "restartCount") ?? 0);
      const id = `${uid}/${container}`;
      restarts[id] = count;
      if (count <= (known[id] ?? 0)) continue;
      const reason = readText(status, "lastState.terminated.reason") ?? "unknown reason";
      signals.push({
        type: "container.restarted",
        key: `container.restarted:${id}:${count}`,
        occurredAt: readMoment(status, "lastState.terminated.finishedAt") ?? now,
        title: `${container} was restarted: ${reason}`,
        subject: placeOf(pod),
        data: {
          container,
          reason,
          restarts: count,
          exitCode: readPath(status, "lastState.terminated.exitCode"),
          waiting: readText(status, "state.waiting.reason"),
          image: readText(status, "image"),
        },
      });
    }
  }
  return { restarts, signals };
}

/** Deployments whose pod template changed: each rollout has a revision of its own. */
export function deploymentSignals(items: readonly unknown[], known: Readonly<Record<string, string>>, now: Date) {
  const revisions: Record<string, string> = {};
  const signals: NormalisedSignal[] = [];
  for (const deployment of items) {
    const uid = readText(deployment, "metadata.uid");
    // The name of the annotation holds dots, which a path cannot.
    const annotations = readPath(deployment, "metadata.annotations") as Record<string, unknown> | undefined;
    const revision = annotations?.["deployment.kubernetes.io/revision"];
    if (!uid || typeof revision !== "string") continue;
    revisions[uid] = revision;
    if (known[uid] === revision) continue;
    const images = readList(deployment, "spec.template.spec.containers").flatMap((one) => readText(one, "image") ?? []);
    signals.push({
      type: "deployment.rolled_out",
      key: `deployment.rolled_out:${uid}:${revision}`,
      occurredAt: now,
      title: `Revision ${revision} of ${readText(deployment, "metadata.name")}: ${images.join(", ")}`,
      subject: placeOf(deployment),
      data: { revision, images, namespace: readText(deployment, "metadata.namespace") },
    });
  }
  return { revisions, signals };
}
