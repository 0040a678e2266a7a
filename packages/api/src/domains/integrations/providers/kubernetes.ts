import { addressBelow } from "../provider/address-below.ts";
import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readText } from "../provider/read-path.ts";
import { hostOf, serverField } from "../provider/server-credentials.ts";
import { defineProvider } from "../provider.ts";
import { deploymentSignals, eventSignals, type NamespaceMark, podSignals } from "./kubernetes/kubernetes-signals.ts";

/** A Kubernetes cluster through its API server. https://kubernetes.io/docs/reference/kubernetes-api */
export const kubernetes = defineProvider({
  slug: "kubernetes",
  name: "Kubernetes",
  category: "infrastructure",
  description: "Warnings, restarts with their reason, and changed deployments of chosen namespaces.",
  docsUrl: "https://kubernetes.io/docs/reference/kubernetes-api",
  guide: "connect-kubernetes",
  feeds: ["signals", "evidence", "monitors"],
  freshness: { polling: "within about a minute; of several restarts between two polls the last one is seen" },
  connect: [
    {
      kind: "token",
      fields: [
        serverField("https://10.0.0.1:6443"),
        {
          name: "accessToken",
          label: "Service account token",
          help: "Of a service account that may get and list events, pods, namespaces and deployments; the guide has it ready to apply.",
          placeholder: "eyJhbGciOiJSUzI1NiIs…",
        },
      ],
    },
  ],
  api: {
    baseUrl: "",
    headers: ({ accessToken }): Record<string, string> =>
      accessToken ? { authorization: `Bearer ${accessToken}` } : {},
  },
  checkCredentials,
  targets: {
    noun: "namespace",
    plural: "namespaces",
    async list(access) {
      const { body } = await get(access, "/api/v1/namespaces?limit=250");
      return readList(body, "items").flatMap((item) => {
        const name = readText(item, "metadata.name");
        return name ? [{ id: name, name }] : [];
      });
    },
  },
  quietAfterSeconds: 14 * 86_400,
  poll: {
    intervalSeconds: 60,
    async run(access, cursor) {
      const signals: NormalisedSignal[] = [];
      const next: Record<string, NamespaceMark> = {};
      for (const { id } of access.targets) {
        const mark = cursor[id] as NamespaceMark | undefined;
        const polled = await pollNamespace(access, id, mark);
        next[id] = polled.mark;
        signals.push(...polled.signals);
      }
      return { signals, cursor: { ...next } };
    },
  },
});

const get = (access: ProviderAccess, path: string) =>
  access.call("GET", addressBelow(access.credentials.url, path), { headers: { accept: "application/json" } });

/** Who the API server takes us for (1.28 and later), else the list of namespaces: `/version` is answered without any token. */
async function checkCredentials(access: ProviderAccess) {
  const host = hostOf(access.credentials.url);
  const review = { apiVersion: "authentication.k8s.io/v1", kind: "SelfSubjectReview" };
  const asked = await access.call(
    "POST",
    addressBelow(access.credentials.url, "/apis/authentication.k8s.io/v1/selfsubjectreviews"),
    { json: review, accept: [403, 404] },
  );
  const user = readText(asked.body, "status.userInfo.username");
  if (asked.status >= 400 || user === "system:anonymous") await get(access, "/api/v1/namespaces?limit=1");
  return { account: host, text: `Kubernetes at ${host} knows ${user ?? "the service account"}` };
}

async function pollNamespace(access: ProviderAccess, namespace: string, mark: NamespaceMark | undefined) {
  const below = encodeURIComponent(namespace);
  const [events, pods, deployments] = await Promise.all([
    get(access, `/api/v1/namespaces/${below}/events?fieldSelector=type%3DWarning&limit=500`),
    get(access, `/api/v1/namespaces/${below}/pods?limit=500`),
    get(access, `/apis/apps/v1/namespaces/${below}/deployments?limit=500`),
  ]);
  const since = new Date(mark?.since ?? access.now);
  const restarted = podSignals(readList(pods.body, "items"), mark?.restarts ?? {}, access.now);
  const changed = deploymentSignals(readList(deployments.body, "items"), mark?.revisions ?? {}, access.now);
  const next: NamespaceMark = {
    since: access.now.toISOString(),
    restarts: restarted.restarts,
    revisions: changed.revisions,
  };
  // The first look only marks what is there.
  if (!mark) return { signals: [], mark: next };
  const warned = eventSignals(readList(events.body, "items"), since, access.now);
  return { signals: [...warned, ...restarted.signals, ...changed.signals], mark: next };
}
