import { type Claim, defineClaims } from "../../service/define-claims.ts";

/** Seconds of silence after which a worker counts as gone; it reports every two. */
const silentSeconds = 15;

/** What the workspace's own work depends on: jobs are done, and what happens is told. */
export const workerClaims = defineClaims({
  name: "worker",
  async list({ app }): Promise<Claim[]> {
    const [worker] = await app.database.raw<{ aliveAt: Date | null; done: number }[]>`
      select max(alive_at) as "aliveAt", coalesce(sum(jobs_done), 0)::int as done from worker_processes`;
    const aliveAt = worker?.aliveAt ?? null;
    const claim = {
      id: "worker:works",
      title: "Background jobs are done",
      proof: aliveAt && {
        what: `${worker?.done ?? 0} jobs done since the workers started`,
        when: aliveAt,
        from: "the worker",
      },
      subject: null,
      tenantId: null,
    };
    if (aliveAt && app.clock.now().getTime() - aliveAt.getTime() < silentSeconds * 1000) {
      return [{ ...claim, state: "proven", reason: null, nextStep: null }];
    }
    const reason = aliveAt ? `No worker has reported since ${aliveAt.toISOString()}.` : "No worker has ever reported.";
    const nextStep = { label: "Start one: npm run work", href: "/docs" };
    return [{ ...claim, state: "broken", reason, since: aliveAt, nextStep }];
  },
});
