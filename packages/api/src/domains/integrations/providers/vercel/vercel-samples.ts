import type { ProviderSample } from "../../provider.ts";

const meta = {
  githubCommitAuthorLogin: "octocat",
  githubCommitMessage: "Take the tax from the cart",
  githubCommitRef: "main",
  githubCommitSha: "6dcb09b5b57875f334f61aebed695e2e4193db5e",
};

const body = (type: string) => ({
  id: `evt_${type}`,
  type,
  createdAt: 1795168800000,
  region: "sfo1",
  payload: {
    team: { id: "team_nLlpyC6REAqxydlFKbrMDlud" },
    user: { id: "zTuNVUXEAvvnNN3IaqinkyMw" },
    deployment: {
      id: "dpl_5WJWYSyB7BpgTj3EuwF37WMRBXBtPQ2iTMJHJBJyRfd",
      meta,
      url: "shop-gqwp9kkxy-acme.vercel.app",
      name: "shop",
    },
    links: {
      deployment: "https://vercel.com/acme/shop/5WJWYSyB7BpgTj3EuwF37WMRBXBt",
      project: "https://vercel.com/acme/shop",
    },
    project: { id: "prj_XLKmu1DyR1eY7zq8UgeRKbA7yVLA" },
    plan: "pro",
    regions: ["sfo1"],
    target: "production",
    type: "LAMBDAS",
  },
});
const headers = { "content-type": "application/json" };

/** In the shape of https://vercel.com/docs/webhooks/webhooks-api. */
export const vercelSamples: ProviderSample[] = [
  {
    name: "a deployment succeeded",
    headers,
    body: body("deployment.succeeded"),
    signals: ["deployment.succeeded"],
  },
  { name: "a deployment failed", headers, body: body("deployment.error"), signals: ["deployment.failed"] },
  {
    name: "a project was made, which is no signal",
    headers,
    body: { id: "evt_p", type: "project.created", createdAt: 1795168800000, payload: { project: { id: "prj_1" } } },
    signals: [],
  },
];
