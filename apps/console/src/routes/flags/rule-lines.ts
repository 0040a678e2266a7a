import type { FlagList, FlagPrerequisite, FlagSchedule, Rollout, Rule, Serve, Step } from "@plumbline/sdk/flags";
import { html, nothing, type TemplateResult } from "lit";
import { exactTime } from "../../parts/clock.ts";
import { conditionWords, serveWords } from "./condition-words.ts";
import type { ConfigurationView, FlagView } from "./flag-page.ts";

/** One way in which a flag decides, in the order in which they are looked at. */
export interface RuleLine {
  when: unknown;
  gets: unknown;
  quiet?: boolean;
  /** Steps whose decisions are this line's. */
  steps: readonly Step[];
  /** The rule whose decisions are this line's. */
  ruleId?: string;
}

const names = (list: FlagList): TemplateResult =>
  html`${[...(list.users ?? []), ...(list.tenants ?? [])].slice(0, 6).map((name) => html`<code>${name}</code> `)}`;

/** What is set, in the order in which it is looked at. */
export function ruleLines(flag: FlagView, configuration: ConfigurationView): RuleLine[] {
  const serve = configuration.serve as Serve;
  const otherwise = html`<code>${configuration.defaultVariant}</code>`;
  const { deny, allow } = configuration as { deny: FlagList | null; allow: FlagList | null };
  const rules = (configuration.rules as Rule[]).map((rule) => ruleLine(rule, serve));
  return [
    ...scheduleLine(configuration.schedule as FlagSchedule | null, otherwise),
    { when: "user or tenant has an override", gets: "as set below", steps: ["userOverride", "tenantOverride"] },
    ...(deny ? [{ when: html`denied: ${names(deny)}`, gets: otherwise, steps: ["denyList"] as const }] : []),
    ...(allow
      ? [{ when: html`allowed: ${names(allow)}`, gets: serveWords(serve), steps: ["allowList"] as const }]
      : []),
    ...prerequisiteLine(configuration.prerequisites as FlagPrerequisite[], otherwise),
    ...rules,
    lastLine(flag, configuration, serve, otherwise),
  ];
}

function scheduleLine(schedule: FlagSchedule | null, gets: TemplateResult): RuleLine[] {
  if (!schedule) return [];
  const from = schedule.from ? `before ${exactTime(schedule.from, "minute")}` : "";
  const until = schedule.until ? `from ${exactTime(schedule.until, "minute")} on` : "";
  return [{ when: [from, until].filter(Boolean).join(" or "), gets, steps: ["schedule"] }];
}

function prerequisiteLine(prerequisites: readonly FlagPrerequisite[], gets: TemplateResult): RuleLine[] {
  if (prerequisites.length === 0) return [];
  const each = prerequisites.map(
    ({ flag, variants }, index) =>
      html`${index > 0 ? "or " : ""}<code>${flag}</code> is not ${variants.map((variant) => html`<code>${variant}</code> `)}`,
  );
  return [{ when: each, gets, steps: ["prerequisites"] }];
}

function ruleLine(rule: Rule, serve: Serve): RuleLine {
  const conditions = rule.conditions.map((each, index) => html`${index > 0 ? " and " : ""}${conditionWords(each)}`);
  return {
    when: html`${rule.name ? html`<b>${rule.name}</b> ` : nothing}${conditions.length > 0 ? conditions : "always"}`,
    gets: html`${rule.rollout ? `rollout ${rule.rollout.percentage}\u00a0% ` : ""}${serveWords(rule.serve ?? serve)}`,
    steps: [],
    ruleId: rule.id,
  };
}

/** A rollout decides for those within it and for those beyond: one line, since one step counts both. */
function lastLine(flag: FlagView, configuration: ConfigurationView, serve: Serve, otherwise: TemplateResult): RuleLine {
  const line = { when: "everyone else", quiet: true, steps: ["rollout", "variant", "default"] as const };
  const rollout = configuration.rollout as Rollout | null;
  const isList = flag.type === "TENANT_LIST" || flag.type === "USER_LIST";
  if (!rollout) return { ...line, gets: isList ? otherwise : serveWords(serve) };
  const by = rollout.bucketBy ?? flag.bucketBy ?? "targetingKey";
  return {
    ...line,
    quiet: false,
    gets: html`rollout ${rollout.percentage}\u00a0% ${serveWords(serve)}, the rest ${otherwise}<span class="sub">by <code>${by}</code></span>`,
  };
}
