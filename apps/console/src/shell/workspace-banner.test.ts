import { expect, test } from "vitest";
import type { ShellWorkspace } from "../session/workspace.ts";
import { workspaceBanner } from "./workspace-banner.ts";

/** What a template says, with the templates within it. */
function said(part: unknown): string {
  if (typeof part !== "object" || part === null || !("strings" in part)) return typeof part === "string" ? part : "";
  const { strings, values } = part as { strings: readonly string[]; values: readonly unknown[] };
  return strings.map((text, i) => text + said(values[i])).join("");
}

const shell = (about: Partial<ShellWorkspace>) =>
  said(workspaceBanner({ slug: "meridian-demo", name: "Meridian", viewerPermissions: [], ...about } as ShellWorkspace));

test("everybody is told what the workspace is; only who may delete it is offered to", () => {
  const owner = { viewerPermissions: ["workspace:delete"] };
  expect(shell({ demo: true })).toContain("simulated");
  expect(shell({ demo: true })).not.toContain("Remove");
  expect(shell({ demo: true, ...owner })).toContain("Remove the demo data");
  const deletesAt = "2026-12-05T10:00:00.000Z";
  expect(shell({ deletesAt })).toContain("will be deleted");
  expect(shell({ deletesAt })).not.toContain("Keep it");
  expect(shell({ deletesAt, ...owner })).toContain("Keep it");
  expect(shell({})).toBe("");
});
