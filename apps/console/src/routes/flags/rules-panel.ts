import type { FlagList, FlagPrerequisite, FlagSchedule, Rollout, Rule, Serve } from "@plumbline/sdk/flags";
import { html, nothing, type TemplateResult } from "lit";
import { exactTime } from "../../parts/clock.ts";
import { panel } from "../../parts/panel.ts";
import { conditionWords, serveWords } from "./condition-words.ts";
import type { ConfigurationView, FlagView } from "./flag-page.ts";

interface Line {
  when: unknown;
  gets: unknown;
  quiet?: boolean;
}

const names = (list: FlagList): TemplateResult =>
  html`${[...(list.users ?? []), ...(list.tenants ?? [])].slice(0, 6).map((name) => html`<code>${name}</code> `)}`;

/** What is set, in the order in which it is looked at. */
function linesOf(flag: FlagView, configuration: ConfigurationView): Line[] {
  const serve = configuration.serve as Serve;
  const otherwise = html`<code>${configuration.defaultVariant}</code>`;
  const lines: Line[] = [];
  const schedule = configuration.schedule as FlagSchedule | null;
  if (schedule) {
    const from = schedule.from ? `before ${exactTime(schedule.from, "minute")}` : "";
    const until = schedule.until ? `from ${exactTime(schedule.until, "minute")} on` : "";
    lines.push({ when: [from, until].filter(Boolean).join(" or "), gets: otherwise });
  }
  lines.push({ when: "user or tenant has an override", gets: "as set below" });
  if (configuration.deny) lines.push({ when: html`denied: ${names(configuration.deny as FlagList)}`, gets: otherwise });
  if (configuration.allow)
    lines.push({ when: html`allowed: ${names(configuration.allow as FlagList)}`, gets: serveWords(serve) });
  for (const { flag: other, variants } of configuration.prerequisites as FlagPrerequisite[])
    lines.push({
      when: html`<code>${other}</code> is not ${variants.map((variant) => html`<code>${variant}</code> `)}`,
      gets: otherwise,
    });
  for (const rule of configuration.rules as Rule[]) lines.push(ruleLine(rule, serve));
  return [...lines, ...lastLines(flag, configuration, serve, otherwise)];
}

function ruleLine(rule: Rule, serve: Serve): Line {
  const conditions = rule.conditions.map((each, index) => html`${index > 0 ? " and " : ""}${conditionWords(each)}`);
  return {
    when: html`${rule.name ? html`<b>${rule.name}</b> ` : nothing}${conditions.length > 0 ? conditions : "always"}`,
    gets: html`${rule.rollout ? `rollout ${rule.rollout.percentage} % ` : ""}${serveWords(rule.serve ?? serve)}`,
  };
}

function lastLines(flag: FlagView, configuration: ConfigurationView, serve: Serve, otherwise: TemplateResult): Line[] {
  if (flag.type === "TENANT_LIST" || flag.type === "USER_LIST")
    return [{ when: "everyone else", gets: otherwise, quiet: true }];
  const rollout = configuration.rollout as Rollout | null;
  if (!rollout) return [{ when: "everyone else", gets: serveWords(serve), quiet: true }];
  return [
    {
      when: html`${rollout.percentage} % by <code>${rollout.bucketBy ?? flag.bucketBy ?? "targetingKey"}</code>`,
      gets: serveWords(serve),
    },
    { when: "everyone else", gets: otherwise, quiet: true },
  ];
}

/** Who gets what, the first line that fits decides. */
export function rulesPanel({
  flag,
  configuration,
}: {
  flag: FlagView;
  configuration: ConfigurationView;
}): TemplateResult {
  const lines = linesOf(flag, configuration);
  return panel({
    id: "rules",
    title: "Rules",
    meta: configuration.enabled ? "the first that fits decides" : "not looked at while it is off",
    body: html`<table aria-label="Rules"><thead><tr><th scope="col" class="num">#</th><th scope="col">When</th><th scope="col">Then</th></tr></thead><tbody>${lines.map(
      ({ when, gets, quiet }, index) =>
        html`<tr data-item class=${quiet ? "soft" : ""}><td class="num">${index + 1}</td><td>${when}</td><td>${gets}</td></tr>`,
    )}</tbody></table>`,
  });
}
