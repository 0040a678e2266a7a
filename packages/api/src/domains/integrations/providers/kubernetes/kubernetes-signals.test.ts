import { expect, test } from "vitest";
import { deploymentSignals, eventSignals, podSignals } from "./kubernetes-signals.ts";

const now = new Date("2026-11-20T12:00:00Z");
const since = new Date("2026-11-20T11:59:00Z");

test("a warning that goes on is one fact; one from before is none", () => {
  const event = (uid: string, lastTimestamp: string | null, count: number) => ({
    metadata: { uid, namespace: "shop", creationTimestamp: "2026-11-20T10:00:00Z" },
    involvedObject: { kind: "Pod", namespace: "shop", name: "checkout-1" },
    reason: "BackOff",
    message: "Back-off restarting failed container",
    lastTimestamp,
    count,
  });
  const first = eventSignals([event("a", "2026-11-20T11:59:30Z", 1), event("b", null, 1)], since, now);
  const again = eventSignals([event("a", "2026-11-20T11:59:55Z", 7)], since, now);
  expect(first.map(({ key }) => key)).toEqual(["workload.warned:a"]);
  expect(again[0]?.key).toBe(first[0]?.key);
  expect(first[0]).toMatchObject({
    subject: "shop/checkout-1",
    title: "BackOff: Back-off restarting failed container",
  });
});

test("a restart is told with its reason, once for each count, also of a pod that is new", () => {
  const pod = (uid: string, restartCount: number) => ({
    metadata: { uid, name: "checkout-1", namespace: "shop" },
    status: {
      containerStatuses: [
        {
          name: "app",
          restartCount,
          lastState: { terminated: { reason: "OOMKilled", exitCode: 137, finishedAt: "2026-11-20T11:59:40Z" } },
        },
      ],
    },
  });
  const looked = podSignals([pod("a", 3), pod("b", 0), pod("c", 1)], { "a/app": 2, "b/app": 0 }, now);
  expect(looked.signals.map(({ key }) => key)).toEqual(["container.restarted:a/app:3", "container.restarted:c/app:1"]);
  expect(looked.signals[0]).toMatchObject({ title: "app was restarted: OOMKilled", data: { exitCode: 137 } });
  expect(podSignals([pod("a", 3)], looked.restarts, now).signals).toEqual([]);
});

test("a rollout is a new revision", () => {
  const deployment = (revision: string) => ({
    metadata: {
      uid: "d",
      name: "checkout",
      namespace: "shop",
      annotations: { "deployment.kubernetes.io/revision": revision },
    },
    spec: { template: { spec: { containers: [{ image: "acme/checkout:1.5" }] } } },
  });
  const { signals, revisions } = deploymentSignals([deployment("5")], { d: "4" }, now);
  expect(signals[0]).toMatchObject({
    type: "deployment.rolled_out",
    key: "deployment.rolled_out:d:5",
    title: "Revision 5 of checkout: acme/checkout:1.5",
    subject: "shop/checkout",
  });
  expect(deploymentSignals([deployment("5")], revisions, now).signals).toEqual([]);
});
