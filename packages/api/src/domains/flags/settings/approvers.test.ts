import { afterAll, beforeAll, expect, test } from "vitest";
import { createContext } from "../../../service/context.ts";
import { insertMember } from "../../../testing/index.ts";
import { changeMemberRole, leaveWorkspace, removeMember } from "../../workspaces/index.ts";
import { updateFlagConfiguration } from "../configuration/update-flag-configuration.ts";
import { createFlag } from "../flag/create-flag.ts";
import { type ClockGround, startClockGround } from "../testing/clock-ground.ts";
import { setFlagEnvironmentSettings } from "./set-flag-environment-settings.ts";

let ground: ClockGround;
const begin = new Date();
const afterDays = (n: number) => ground.setClock(new Date(Date.now() + n * 86_400_000));

beforeAll(async () => {
  ground = await startClockGround(begin);
});
afterAll(() => ground?.close());

const memberIdOf = async (userId: string) => {
  const [row] = await ground.running.app.database.raw`
    select id from members where workspace_id = ${ground.workspaceId} and user_id = ${userId}`;
  return row?.id as string;
};

const ask = (requiresApproval: boolean) =>
  setFlagEnvironmentSettings(ground.as(), { environmentId: ground.environmentId, requiresApproval });

test("whoever takes the roles of all others away ends approval a week later, and gives them time to object", async () => {
  const { workspaceId, environmentId, running } = ground;
  const [admin, operator, viewer] = await Promise.all(
    (["admin", "operator", "viewer"] as const).map((role) => insertMember(running.app, workspaceId, role)),
  );
  if (!admin || !operator || !viewer) throw new TypeError("Three members were made.");
  const { id: flagId } = await createFlag(ground.as(), { workspaceId, key: "held" });
  await ask(true);
  const second = "and another member who may change flags approves it";
  await expect(ask(false)).rejects.toMatchObject({ nextStep: expect.stringContaining(second) });

  await changeMemberRole(ground.as(), { memberId: await memberIdOf(admin.userId), role: "viewer" });
  await expect(ask(false)).rejects.toMatchObject({ nextStep: expect.stringContaining(second) });
  await removeMember(ground.as(), { memberId: await memberIdOf(operator.userId) });
  await expect(ask(false)).rejects.toThrow("Ines Okafor could have given it until ");
  await expect(updateFlagConfiguration(ground.as(), { flagId, environmentId, enabled: true })).rejects.toThrow(
    "need the approval",
  );
  // One who never could approve does not make it longer, nor does the viewer who was an admin.
  await leaveWorkspace(createContext({ app: running.app, actor: viewer }), { workspaceId });
  await removeMember(ground.as(), { memberId: await memberIdOf(admin.userId) });
  const [lost] = await ground.events("type = 'member.removed' and before->>'role' = 'operator'");
  const week = lost.occurred_at.getTime() + 7 * 86_400_000;
  ground.setClock(new Date(week - 1));
  await expect(ask(false)).rejects.toThrow(`from ${new Date(week).toISOString()} on`);
  ground.setClock(new Date(week));
  expect(await ask(false)).toMatchObject({ requiresApproval: false });
  const [event] = await ground.events(
    "type = 'flag_environment.settings_changed' and data->>'requiresApproval' = 'false'",
  );
  expect(event.data.reason).toBe(
    "Nobody else could approve it: for 7 days the workspace had one member who may change flags.",
  );
});

test("one who is promoted again and demoted makes the week begin anew", async () => {
  const { workspaceId, running } = ground;
  afterDays(0);
  const operator = await insertMember(running.app, workspaceId, "operator");
  await ask(true);
  const memberId = await memberIdOf(operator.userId);
  await changeMemberRole(ground.as(), { memberId, role: "viewer" });
  afterDays(8);
  await changeMemberRole(ground.as(), { memberId, role: "admin" });
  await expect(ask(false)).rejects.toThrow("and so does making them without one.");
  await leaveWorkspace(createContext({ app: running.app, actor: operator }), { workspaceId });
  afterDays(6);
  await expect(ask(false)).rejects.toThrow("could have given it until ");
  afterDays(8);
  expect(await ask(false)).toMatchObject({ requiresApproval: false });
});
