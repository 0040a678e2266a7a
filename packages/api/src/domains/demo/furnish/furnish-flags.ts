import { decodeId } from "../../../graphql/ids.ts";
import { enqueue } from "../../../outbox/enqueue.ts";
import { systemContext } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { findWorkspaceStale } from "../../flags/index.ts";
import { betaTesters, type DemoFlag, demoFlags } from "./demo-flags.ts";
import { asProgram } from "./demo-keys.ts";
import type { FurnishDemoOptions } from "./furnish-demo.ts";
import { ordersFail } from "./furnish-logs.ts";
import type { DemoPlace } from "./look-around.ts";
import { rollOutInSteps } from "./roll-out-in-steps.ts";

/** Milliseconds until the old flag's review is due. */
const reviewMs = 5000;

/** Gives the demo workspace its flags, with what people do to them. Harmless when they are there. */
export async function furnishFlags(options: FurnishDemoOptions, place: DemoPlace): Promise<void> {
  const { app, door, person, workspaceId } = options;
  const flags = demoFlags(app.clock.now().getTime());
  const ids = new Map(place.flags);
  const last = flags.at(-1)?.flag.key ?? "";
  if (!ids.has(last)) {
    if (!ids.has(flags[0]?.flag.key ?? ""))
      await door.make("createFlagSegment", { workspaceId, ...betaTesters }, person);
    for (const one of flags) if (!ids.has(one.flag.key)) ids.set(one.flag.key, await makeFlag(options, place, one));
    await handle(options, place, ids);
    await letGoStale(options, ids.get(last) ?? "");
  }
  await rollOutInSteps(options, {
    flagId: ids.get("new-checkout") ?? "",
    environmentId: place.environments.get("production") ?? "",
    ruleId: place.rules.get(ordersFail) ?? "",
  });
}

async function makeFlag(
  { door, person, workspaceId }: FurnishDemoOptions,
  { userId, services, environments }: DemoPlace,
  { flag, service, configurations }: DemoFlag,
): Promise<string> {
  const input = { workspaceId, ownerUserId: userId, serviceId: services.get(service), ...flag };
  const made = await door.make<{ flag: { id: string } }>("createFlag", input, person, "flag { id }");
  const flagId = made.flag.id;
  for (const [key, configuration] of Object.entries(configurations)) {
    const where = { flagId, environmentId: environments.get(key) };
    await door.make("updateFlagConfiguration", { ...where, ...configuration }, person);
  }
  return flagId;
}

/** What people did to the flags: exceptions, one with an end; a kill; a change that waits for a second member. */
async function handle(options: FurnishDemoOptions, { environments }: DemoPlace, ids: ReadonlyMap<string, string>) {
  const { app, door, person, workspaceId, secrets } = options;
  const production = environments.get("production");
  const newCheckout = { flagId: ids.get("new-checkout"), environmentId: production };
  const globex = {
    kind: "TENANT",
    subject: "globex",
    variant: "off",
    expiresAt: new Date(app.clock.now().getTime() + 3 * 86_400_000).toISOString(),
    reason: "Audit freeze, asked for by their operations",
  };
  const colleague = {
    kind: "USER",
    subject: "shopper-1007",
    variant: "on",
    reason: "Sam Ruiz checks receipts on his own account",
  };
  for (const override of [globex, colleague])
    await door.make("setFlagOverride", { ...newCheckout, ...override }, person);
  const kill = { flagId: ids.get("carrier-rates"), environmentId: environments.get("staging") };
  await door.make("killFlag", { ...kill, reason: "The carriers' sandbox is down" }, person);
  const wider = { flagId: ids.get("express-pay"), environmentId: production, rollout: { percentage: 60 } };
  const reason = "Wallet payments were declined no more often than cards for a week";
  const bot = asProgram(secrets.keys, "Simulated release bot");
  await door.make("requestFlagChange", { workspaceId, configuration: wider, reason }, bot);
}

/** A review that is due in a moment; the daily look at flags comes right after it, for once. */
async function letGoStale({ app, door, person, workspaceId: id }: FurnishDemoOptions, flagId: string): Promise<void> {
  const reviewAt = new Date(app.clock.now().getTime() + reviewMs);
  await door.make("updateFlag", { flagId, reviewAt: reviewAt.toISOString() }, person);
  const workspaceId = decodeId("ws", id);
  const runAt = new Date(reviewAt.getTime() + 1000);
  await transact(systemContext(app, "demo"), { workspaceId, verb: "letGoStale", input: null }, (tx) =>
    enqueue(tx, findWorkspaceStale, { workspaceId }, { runAt }),
  );
}
