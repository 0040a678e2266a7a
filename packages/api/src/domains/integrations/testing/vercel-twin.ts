import type { ProviderCase } from "./provider-case.ts";

/** Vercel's API, as far as it is polled. */
export const vercelTwin: ProviderCase = {
  slug: "vercel",
  env: (url) => ({ VERCEL_API_URL: `${url}/vercel` }),
  routes:
    (happened) =>
    ({ path, headers, query }) => {
      if (!path.startsWith("/vercel/")) return null;
      if (headers.authorization !== "Bearer good-token-of-vercel") {
        return [403, { error: { code: "forbidden", message: "Not authorized", invalidToken: true } }];
      }
      if (path === "/vercel/v2/teams/team_acme") return [200, { id: "team_acme", slug: "acme" }];
      if (query.get("teamId") !== "team_acme") return [403, { error: { message: "Another team" } }];
      if (path === "/vercel/v9/projects") return [200, { projects: [{ id: "prj_shop", name: "shop" }] }];
      if (path !== "/vercel/v6/deployments" || query.get("projectId") !== "prj_shop") return null;
      const deployments = happened
        .filter(({ at }) => at.getTime() >= Number(query.get("since")))
        .map(({ number, at }) => ({
          uid: `dpl_${number}`,
          name: "shop",
          created: at.getTime(),
          readyState: "BUILDING",
          target: "production",
          meta: { githubCommitSha: "6dcb09b", githubCommitRef: "main" },
        }));
      return [200, { deployments: deployments.reverse(), pagination: { count: 1, next: null, prev: null } }];
    },
  fields: {
    good: { accessToken: "good-token-of-vercel", teamId: "team_acme" },
    bad: { accessToken: "bad-token-of-vercel-0", teamId: "team_acme" },
  },
  refusal: "Not authorized",
  account: "acme",
  targets: { offered: ["prj_shop"], chosen: ["prj_shop"] },
  tells: { type: "deployment.created", subject: "shop" },
};
