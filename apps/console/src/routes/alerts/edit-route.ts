import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { mutate, query } from "../../data/client.ts";
import { field, selectField } from "../../parts/field.ts";
import { type FormState, openFormDialog } from "../../parts/form-dialog.ts";
import { hoursFields, timeZoneField } from "./hours-fields.ts";
import { nights, type RouteDraft, routeDraft, routeInput } from "./route-draft.ts";
import { addButton, removeButton, replaced, without } from "./rows.ts";
import {
  type AlertRouteRowFragment,
  CreateAlertRouteDocument,
  RoutingChoicesDocument,
  type RoutingChoicesQuery,
  UpdateAlertRouteDocument,
} from "./settings.gen.ts";

interface RouteFields extends FormState {
  draft: RouteDraft;
  route: AlertRouteRowFragment | undefined;
  choices: RoutingChoicesQuery["workspace"];
  change: (part: Partial<RouteDraft>) => void;
}

/** Makes a route for alerts, or changes the one that is given. @returns Whether it went through. */
export async function editRoute(workspaceId: string, slug: string, route?: AlertRouteRowFragment): Promise<boolean> {
  const { workspace: choices } = await query(RoutingChoicesDocument, { slug });
  let draft = routeDraft(route);
  const done = await openFormDialog<unknown>({
    title: route ? `Change ${route.name}` : "Make a route",
    intro: "Where alerts go. Critical ones wait neither for quiet hours nor for a digest.",
    verb: route ? "Save" : "Make the route",
    wide: true,
    fields: (state) => {
      const change = (part: Partial<RouteDraft>) => {
        draft = { ...draft, ...part };
        state.redraw();
      };
      const fields = { ...state, draft, route, choices, change };
      return html`${field({ name: "name", label: "Name", value: draft.name, required: true, autofocus: true, maxlength: 120, placeholder: "Operations", error: state.errorOf("name"), onInput: (name) => change({ name }) })}
        ${takenFields(fields)}${channelFields(fields)}${waitFields(fields)}`;
    },
    submit: () =>
      route
        ? mutate(UpdateAlertRouteDocument, { input: { routeId: route.id, ...routeInput(draft) } })
        : mutate(CreateAlertRouteDocument, { input: { workspaceId, ...routeInput(draft) } }),
  });
  return done !== undefined;
}

type Named = { id: string; name: string } | null | undefined;

/** Options from a list; what the route has already stands there even when the list does not have it. */
function optionsWith(empty: string, listed: readonly NonNullable<Named>[] | undefined, own: Named) {
  const all = own && !listed?.some(({ id }) => id === own.id) ? [own, ...(listed ?? [])] : (listed ?? []);
  return [{ value: "", label: empty }, ...all.map(({ id, name }) => ({ value: id, label: name }))];
}

const takes = [
  { value: "matching", label: "every alert that fits what follows" },
  { value: "named", label: "only alerts of the rules that name it" },
];

const operators = [
  { value: "EQ", label: "is" },
  { value: "NE", label: "is not" },
  { value: "MATCHES", label: "is like" },
];

function takenFields({ draft, route, choices, errorOf, change }: RouteFields): TemplateResult {
  const { matchers } = draft;
  const row = ({ label, op, value }: RouteDraft["matchers"][number], n: number) => {
    const set = (part: Partial<RouteDraft["matchers"][number]>) => change({ matchers: replaced(matchers, n, part) });
    return html`<div class="where-row">
      ${field({ name: `label-${n}`, label: "Attribute", value: label, required: true, mono: true, placeholder: "severity", error: errorOf(`matchers.${n}.label`), onInput: (next) => set({ label: next }) })}
      ${selectField({ name: `op-${n}`, label: "is", value: op, options: operators, onChange: (next) => set({ op: next as "EQ" }) })}
      ${field({ name: `value-${n}`, label: "Value", value, mono: true, placeholder: "critical", error: errorOf(`matchers.${n}.value`), onInput: (next) => set({ value: next }) })}
      ${removeButton(`Take matcher ${n + 1} out`, () => change({ matchers: without(matchers, n) }))}</div>`;
  };
  const rows = html`${matchers.map(row)}
    <p class="hint">${matchers.length === 0 ? "Nothing narrows it: it takes every alert." : "All must hold. An attribute is severity, rule, source, or what the rule groups by; in what is like a value, * stands for anything."}</p>
    ${matchers.length < 20 ? addButton("Add a matcher", () => change({ matchers: [...matchers, { label: "severity", op: "EQ", value: "critical" }] })) : nothing}`;
  return html`${selectField({ name: "takes", label: "It takes", value: draft.named ? "named" : "matching", options: takes, onChange: (value) => change({ named: value === "named" }) })}
    ${draft.named ? nothing : rows}
    ${selectField({ name: "tenantId", label: "Of", value: draft.tenantId, options: optionsWith("every tenant, and of none", choices?.tenants.nodes, route?.tenant), error: errorOf("tenantId"), onChange: (tenantId) => change({ tenantId }) })}`;
}

function channelFields({ draft, route, choices, errorOf, change }: RouteFields): TemplateResult {
  const { channelIds } = draft;
  const listed = choices?.channels.nodes ?? [];
  const missing = channelIds
    .filter((id) => !listed.some((each) => each.id === id))
    .map((id) => ({ id, name: `A channel that is not listed (${id})` }));
  const all = [...missing, ...listed];
  const toggle = (id: string, on: boolean) =>
    change({ channelIds: on ? [...channelIds, id] : channelIds.filter((each) => each !== id) });
  const error = channelIds.map((_, n) => errorOf(`channelIds.${n}`)).find(Boolean);
  return html`<fieldset class="choices"><legend>Channels that get a message</legend>${all.map(({ id, name }) => html`<label class="check"><input type="checkbox" .checked=${live(channelIds.includes(id))} @change=${(event: Event) => toggle(id, (event.target as HTMLInputElement).checked)}> ${name}</label>`)}
    ${all.length === 0 ? html`<p class="hint">There is none yet.</p>` : nothing}${error ? html`<div class="field"><p class="error">${error}</p></div>` : nothing}</fieldset>
    ${selectField({ name: "policyId", label: "Then escalate by", value: draft.policyId, options: optionsWith("nothing", choices?.escalationPolicies.nodes, route?.policy), error: errorOf("policyId"), onChange: (policyId) => change({ policyId }) })}`;
}

function waitFields({ draft, errorOf, change }: RouteFields): TemplateResult {
  const { quietHours } = draft;
  const set = (part: Partial<NonNullable<RouteDraft["quietHours"]>>) =>
    quietHours && change({ quietHours: { ...quietHours, ...part } });
  const hours = quietHours
    ? html`<fieldset class="part"><legend>Quiet hours</legend>${hoursFields({ name: "quiet", hours: quietHours, path: "quietHours", errorOf, change: set })}
        ${timeZoneField({ value: quietHours.timeZone, error: errorOf("quietHours.timeZone"), onChange: (timeZone) => set({ timeZone }) })}</fieldset>`
    : nothing;
  return html`<label class="check"><input type="checkbox" .checked=${live(quietHours !== null)} @change=${(event: Event) => change({ quietHours: (event.target as HTMLInputElement).checked ? nights() : null })}> Hold messages back in quiet hours</label>${hours}
    ${field({ name: "digest", label: "Digest, minutes", type: "number", inputmode: "decimal", value: draft.digest, error: errorOf("digestSeconds"), hint: "Messages are gathered for so long and sent as one. Empty: each at once.", onInput: (digest) => change({ digest }) })}`;
}
