import type { ProviderCase } from "./provider-case.ts";

/** A cluster's API server with one deployment whose container is killed again and again. */
export const kubernetesTwin: ProviderCase = {
  slug: "kubernetes",
  env: () => ({}),
  routes:
    (happened) =>
    ({ path, headers }) => {
      if (!path.startsWith("/k8s/")) return null;
      if (headers.authorization !== "Bearer good-token") return [401, { kind: "Status", message: "Unauthorized" }];
      const last = happened.at(-1);
      switch (path.slice("/k8s".length)) {
        case "/apis/authentication.k8s.io/v1/selfsubjectreviews":
          return [201, { status: { userInfo: { username: "system:serviceaccount:plumbline:reader" } } }];
        case "/api/v1/namespaces":
          return [200, { items: [{ metadata: { name: "shop" } }, { metadata: { name: "kube-system" } }] }];
        case "/api/v1/namespaces/shop/events":
          return [200, { items: [] }];
        case "/apis/apps/v1/namespaces/shop/deployments":
          return [200, { items: [deployment] }];
        case "/api/v1/namespaces/shop/pods":
          return [200, { items: [podWith(last?.number ?? 0, last?.at)] }];
        default:
          return [403, { kind: "Status", message: `forbidden: ${path}` }];
      }
    },
  fields: {
    good: { url: "{twin}/k8s", accessToken: "good-token" },
    bad: { url: "{twin}/k8s", accessToken: "bad-token" },
  },
  refusal: "Unauthorized",
  account: "{host}",
  targets: { offered: ["shop", "kube-system"], chosen: ["shop"] },
  tells: { type: "container.restarted", subject: "shop/checkout-1" },
};

const deployment = {
  metadata: {
    uid: "d1",
    name: "checkout",
    namespace: "shop",
    annotations: { "deployment.kubernetes.io/revision": "4" },
  },
  spec: { template: { spec: { containers: [{ image: "acme/checkout:1.4" }] } } },
};

const podWith = (restartCount: number, at: Date | undefined) => ({
  metadata: { uid: "p1", name: "checkout-1", namespace: "shop" },
  status: {
    containerStatuses: [
      {
        name: "app",
        restartCount,
        lastState: at ? { terminated: { reason: "OOMKilled", exitCode: 137, finishedAt: at.toISOString() } } : {},
      },
    ],
  },
});
