import { html, nothing, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { field, selectField } from "../../parts/field.ts";
import { type FormState, openFormDialog } from "../../parts/form-dialog.ts";
import { byteWords } from "./byte-words.ts";
import {
  CreateLogRedactionRuleDocument,
  DeleteLogEntriesDocument,
  DeleteLogRedactionRuleDocument,
  LogDeletionPreviewDocument,
  LogRedactionTryDocument,
  type LogRedactionTryQuery,
  type LogSettingsPartsFragment,
  UpdateLogLimitsDocument,
  UpdateLogRetentionDocument,
} from "./settings.gen.ts";

function number({ values, errorOf }: FormState, name: string, label: string, now: number): TemplateResult {
  return field({
    name,
    label,
    type: "number",
    value: values[name] ?? String(now),
    required: true,
    error: errorOf(name),
  });
}

/** Days for which there are partitions, as the API takes them. */
const possibleDays = [1, 3, 7, 14, 30, 60, 90, 180, 365];

function days({ values, errorOf }: FormState, name: string, label: string, now: number): TemplateResult {
  const options = possibleDays.map((count) => ({
    value: String(count),
    label: count === 1 ? "1 day" : `${count} days`,
  }));
  return selectField({ name, label, value: values[name] ?? String(now), options, error: errorOf(name) });
}

/** Days by level. */
export async function changeRetention(workspaceId: string, settings: LogSettingsPartsFragment): Promise<void> {
  await openFormDialog({
    title: "How long entries are kept",
    intro:
      "A longer time holds for what arrives from now on. A shorter one also holds for what is stored: what is older is deleted within ten minutes, for good.",
    verb: "Save",
    fields: (state) =>
      html`${days(state, "errorDays", "error and fatal", settings.errorDays)}${days(state, "warnDays", "warn", settings.warnDays)}${days(state, "infoDays", "info", settings.infoDays)}${days(state, "debugDays", "debug and trace", settings.debugDays)}`,
    submit: ({ errorDays, warnDays, infoDays, debugDays }) =>
      mutate(UpdateLogRetentionDocument, {
        input: {
          workspaceId,
          errorDays: Number(errorDays),
          warnDays: Number(warnDays),
          infoDays: Number(infoDays),
          debugDays: Number(debugDays),
        },
      }),
  });
}

/** How many are taken a second and a day. */
export async function changeLimits(workspaceId: string, settings: LogSettingsPartsFragment): Promise<void> {
  await openFormDialog({
    title: "How many entries are taken",
    intro: `This installation allows ${settings.mostEntriesPerSecond.toLocaleString("en")} entries a second and ${byteWords(settings.mostBytesPerDay)} a day.`,
    verb: "Save",
    fields: (state) =>
      html`${number(state, "entriesPerSecond", "Entries a second", settings.entriesPerSecond)}${number(state, "bytesPerDay", "Bytes a day, uncompressed", settings.bytesPerDay)}`,
    submit: ({ entriesPerSecond, bytesPerDay }) =>
      mutate(UpdateLogLimitsDocument, {
        input: { workspaceId, entriesPerSecond: Number(entriesPerSecond), bytesPerDay: Number(bytesPerDay) },
      }),
  });
}

type Tried = NonNullable<LogRedactionTryQuery["workspace"]>["logRedactionPreview"];

function triedWords({ tried, changed, samples }: Tried): TemplateResult {
  const words =
    changed === 0
      ? `None of the newest ${tried} messages has it.`
      : `It would change ${changed} of the newest ${tried} messages.`;
  return html`<p class="hint" role="status">${words}</p>${samples.slice(0, 3).map(({ before, after }) => html`<p class="redaction-sample"><del>${before.slice(0, 200)}</del><ins>${after.slice(0, 200)}</ins></p>`)}`;
}

/** A rule of one's own, tried on what is stored before it holds. */
export async function makeRule(slug: string, workspaceId: string): Promise<void> {
  let tried: Tried | undefined;
  let refusal = "";
  const tryIt = async (state: FormState): Promise<void> => {
    const pattern = document.querySelector<HTMLInputElement>("dialog #f-pattern")?.value ?? "";
    try {
      tried = (await query(LogRedactionTryDocument, { slug, pattern })).workspace?.logRedactionPreview;
      refusal = "";
    } catch (error) {
      refusal = (error as { detail?: string; message: string }).detail ?? (error as Error).message;
      tried = undefined;
    }
    state.values.pattern = pattern;
    state.redraw();
  };
  await openFormDialog({
    title: "Add a redaction rule",
    intro: "What the pattern finds in a message or an attribute is replaced before it is stored.",
    verb: "Add the rule",
    wide: true,
    fields: (
      state,
    ) => html`${field({ name: "name", label: "Name", value: state.values.name ?? "", required: true, autofocus: true, error: state.errorOf("name") })}
      ${field({ name: "pattern", label: "Regular expression", mono: true, value: state.values.pattern ?? "", required: true, placeholder: "\\bDE\\d{20}\\b", error: state.errorOf("pattern") ?? (refusal || undefined), suffix: html`<button class="btn" type="button" @click=${() => void tryIt(state)}>Try it</button>` })}
      ${tried ? triedWords(tried) : nothing}`,
    submit: ({ name = "", pattern = "" }) =>
      mutate(CreateLogRedactionRuleDocument, { input: { workspaceId, name: name.trim(), pattern } }),
  });
}

/** Ends a rule; what it replaced stays replaced. */
export async function removeRule(rule: { id: string; name: string }): Promise<void> {
  const agreed = await confirmStep({
    title: `Delete the rule “${rule.name}”`,
    consequence: "What arrives from now on is stored with what it would have replaced.",
    verb: "Delete the rule",
    danger: true,
  });
  if (agreed) await mutate(DeleteLogRedactionRuleDocument, { input: { ruleId: rule.id } });
}

/** Deletes by a filter: first how many it means, then the reason, then it is done and proven. */
export async function deleteEntries(slug: string, workspaceId: string): Promise<void> {
  let search = "";
  const counted = await openFormDialog({
    title: "Delete log entries",
    intro: "First a dry run: it says how many entries the search means. Nothing is deleted by it.",
    verb: "Count them",
    fields: ({ values, errorOf }) =>
      html`${field({ name: "query", label: "Search", mono: true, value: values.query ?? "", placeholder: "tenant:acme time:<2026-11-01", required: true, autofocus: true, error: errorOf("query") ?? errorOf("filter") })}`,
    submit: async ({ query: asked = "" }) => {
      search = asked;
      const data = await query(LogDeletionPreviewDocument, { slug, filter: { query: asked } });
      return { count: data.workspace?.logDeletionPreview ?? 0 };
    },
  });
  if (!counted) return;
  const words = counted.count === 1 ? "1 entry" : `${counted.count.toLocaleString("en")} entries`;
  await openFormDialog({
    title: counted.count === 0 ? "No entry fits" : `Delete ${words}`,
    intro: html`<code>${search}</code> means ${words} now. They cannot be brought back; the audit log keeps who deleted them and why.`,
    verb: counted.count === 0 ? "Delete anyway" : `Delete ${words}`,
    danger: true,
    fields: ({ values, errorOf }) =>
      field({
        name: "reason",
        label: "Why",
        value: values.reason ?? "",
        required: true,
        autofocus: true,
        error: errorOf("reason") ?? errorOf("expected"),
      }),
    submit: ({ reason = "" }) =>
      mutate(DeleteLogEntriesDocument, {
        input: { workspaceId, filter: { query: search }, expected: counted.count, reason },
      }),
  });
}
