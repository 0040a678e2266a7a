import { html } from "lit";
import { mutate, query } from "../../data/client.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { field, selectField } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { toast } from "../../parts/toast.ts";
import {
  AssignErrorGroupDocument,
  ErrorGroupPeopleDocument,
  type ErrorGroupRowFragment,
  ErrorGroupsDocument,
  MergeErrorGroupsDocument,
  MuteErrorGroupDocument,
  ReopenErrorGroupDocument,
  ResolveErrorGroupDocument,
  SplitErrorGroupDocument,
  UndoErrorGroupMoveDocument,
} from "./errors.gen.ts";

type Named = Pick<ErrorGroupRowFragment, "id" | "title">;

/** Says that a group is fixed, and in which release. */
export async function resolveError(group: Named & { lastRelease: string | null }): Promise<void> {
  await openFormDialog({
    title: "Resolve",
    intro: group.title,
    verb: "Resolve",
    fields: ({ values, errorOf }) =>
      field({
        name: "inRelease",
        label: "Fixed in release",
        value: values.inRelease ?? "",
        placeholder: group.lastRelease ?? "2026.11.4",
        hint: "Releases that were seen before may still send it without reopening it. Left empty: whatever comes reopens it.",
        error: errorOf("inRelease"),
      }),
    submit: (values) =>
      mutate(ResolveErrorGroupDocument, {
        input: { errorGroupId: group.id, ...(values.inRelease ? { inRelease: values.inRelease } : {}) },
      }),
  });
}

/** Takes a resolution or a quiet time back. */
export async function reopenError(group: Named): Promise<void> {
  await mutate(ReopenErrorGroupDocument, { input: { errorGroupId: group.id } });
}

const quietFor = [
  { value: "1h", label: "For an hour" },
  { value: "24h", label: "For a day" },
  { value: "168h", label: "For a week" },
  { value: "100", label: "Until it has come 100 times more" },
  { value: "1000", label: "Until it has come 1,000 times more" },
];

/** Keeps a group quiet for a time, or for a number of errors. */
export async function muteError(group: Named): Promise<void> {
  await openFormDialog({
    title: "Mute",
    intro: group.title,
    verb: "Mute",
    fields: ({ values, errorOf }) =>
      selectField({
        name: "for",
        label: "Quiet",
        value: values.for ?? "24h",
        options: quietFor,
        error: errorOf("until"),
      }),
    submit: ({ for: asked = "24h" }) => {
      const hours = asked.endsWith("h") ? Number.parseInt(asked, 10) : null;
      const until = hours === null ? {} : { until: new Date(Date.now() + hours * 3_600_000).toISOString() };
      return mutate(MuteErrorGroupDocument, {
        input: { errorGroupId: group.id, ...until, ...(hours === null ? { forCount: Number(asked) } : {}) },
      });
    },
  });
}

/** Gives a group to somebody. */
export async function assignError(slug: string, group: Named & { assignee: { id: string } | null }): Promise<void> {
  const data = await query(ErrorGroupPeopleDocument, { slug });
  const people = (data.workspace?.members.nodes ?? []).flatMap(({ user }) =>
    user ? [{ value: user.id, label: user.name }] : [],
  );
  await openFormDialog({
    title: "Assign",
    intro: group.title,
    verb: "Assign",
    fields: ({ values, errorOf }) =>
      selectField({
        name: "userId",
        label: "Who takes care of it",
        value: values.userId ?? group.assignee?.id ?? "",
        options: [{ value: "", label: "Nobody" }, ...people],
        error: errorOf("userId"),
      }),
    submit: ({ userId }) =>
      mutate(AssignErrorGroupDocument, { input: { errorGroupId: group.id, userId: userId || null } }),
  });
}

/** Puts a group's patterns into another group. @returns the group that stays, when it was done */
export async function mergeError(slug: string, group: Named & { service: string }): Promise<string | undefined> {
  const data = await query(ErrorGroupsDocument, { slug, filter: {}, first: 50, after: null });
  const others = (data.workspace?.errorGroups.nodes ?? []).filter(({ id }) => id !== group.id);
  const done = await openFormDialog({
    title: "Merge into another group",
    intro: html`What counts to <b>${group.title}</b> counts to the group that you choose, now and in future. It can be undone.`,
    verb: "Merge",
    wide: true,
    fields: ({ values, errorOf }) =>
      selectField({
        name: "intoId",
        label: "The group that stays",
        value: values.intoId ?? "",
        options: others.map(({ id, title, service }) => ({ value: id, label: `${title} (${service})` })),
        error: errorOf("intoId"),
      }),
    submit: ({ intoId = "" }) => mutate(MergeErrorGroupsDocument, { input: { fromId: group.id, intoId } }),
  });
  return done?.errorGroup.id;
}

/** Makes a group of their own of some patterns. @returns the new group, when it was done */
export async function splitError(group: Named, patternIds: readonly string[]): Promise<string | undefined> {
  const agreed = await confirmStep({
    title: `Split ${patternIds.length === 1 ? "this pattern" : `${patternIds.length} patterns`} off`,
    consequence: html`They leave <b>${group.title}</b> and become a group of their own; nothing that is learned moves them back. It can be undone.`,
    verb: "Split off",
  });
  if (!agreed) return undefined;
  const done = await mutate(SplitErrorGroupDocument, {
    input: { errorGroupId: group.id, patternIds: [...patternIds] },
  });
  return done.errorGroup.id;
}

/** Takes a merge or a split back. */
export async function undoMove(moveId: string): Promise<void> {
  await mutate(UndoErrorGroupMoveDocument, { input: { moveId } });
  toast("Undone. What was moved is where it was before.");
}
