import type { App } from "../app.ts";
import type { Actor } from "../service/actor.ts";
import type { Role } from "../service/permissions.ts";

/** A signed-in person with this role, made below the doors. */
export async function insertMember(app: App, workspaceId: string, role: Role): Promise<Actor & { type: "user" }> {
  const email = `${crypto.randomUUID()}@meridian.example`;
  const { raw } = app.database;
  const [user] = await raw`insert into users (name, email) values ('Ines Okafor', ${email}) returning id`;
  const userId = user?.id as string;
  await raw`insert into members (workspace_id, user_id, role) values (${workspaceId}, ${userId}, ${role})`;
  const expiresAt = new Date(Date.now() + 3_600_000);
  return { type: "user", userId, email, emailVerified: true, name: "Ines Okafor", sessionId: userId, expiresAt };
}
