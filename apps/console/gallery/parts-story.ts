import { html } from "lit";
import { badge } from "../src/parts/badge.ts";
import { bobMark } from "../src/parts/bob.ts";
import { codeBlock } from "../src/parts/code-block.ts";
import { confirmDangerous } from "../src/parts/confirm-dangerous.ts";
import { emptyState } from "../src/parts/empty-state.ts";
import { field, selectField } from "../src/parts/field.ts";
import { loadError } from "../src/parts/load-error.ts";
import { type MarkState, stateWord } from "../src/parts/mark.ts";
import { menuButton } from "../src/parts/menu-button.ts";
import { panel } from "../src/parts/panel.ts";
import { skeleton } from "../src/parts/skeleton.ts";
import { toast } from "../src/parts/toast.ts";
import { showKeysHelp } from "../src/shell/keys-help.ts";

const states: MarkState[] = [
  "proven",
  "claimed",
  "stale",
  "broken",
  "degraded",
  "maintenance",
  "unknown",
  "passed",
  "running",
];

/** Every part in every state. */
export function partsStory(): unknown {
  return html`<div class="head"><div><div class="title"><h1>Parts</h1>${badge("proven", "Live, last signal 9 s ago")}${badge("claimed", "Authorised, nothing arrived yet")}${badge("stale", "Last signal 3 d ago")}${badge("broken", "Refused")}</div></div></div>
    <div class="cols seven-five"><div class="stack">
      ${panel({ id: "marks", title: "Marks", pad: true, body: html`<p class="row">${states.map((state) => stateWord(state))}</p><p class="row">${[0, 0.1, 0.26, 0.5, 1].map((share) => bobMark(share, 24))}</p>` })}
      ${panel({ id: "fields", title: "Fields", pad: true, body: html`<form class="form">${field({ name: "a", label: "Name", hint: "What people call it." })}${field({ name: "b", label: "Address", prefix: "plumbline.example/w/", error: "meridian is taken. meridian-2 is free.", value: "meridian" })}${selectField({ name: "c", label: "Role", options: [{ value: "1", label: "Operator" }] })}</form>` })}
      ${panel({ id: "code", title: "Code", pad: true, body: codeBlock("A line", "curl -X POST https://plumbline.example/hooks/webhook/int_01h2 \\\n  -H 'webhook-signature: v1,…' --data '{\"type\":\"hello\"}'") })}
    </div><div class="stack">
      ${panel({ id: "empty", title: "Empty", body: emptyState({ title: "No webhook endpoint yet", words: "What happens here can be sent to a server of yours, signed.", action: html`<button class="btn primary">Add an endpoint</button>` }) })}
      ${panel({ id: "waiting", title: "Loading", body: skeleton() })}
      ${panel({ id: "failed", title: "Failed", body: loadError(new Error("GitHub refused the token (401)."), () => undefined) })}
      ${panel({ id: "floats", title: "Floats", pad: true, body: html`<p class="row"><button class="btn" @click=${() => toast("The key is revoked.", { undo: () => undefined })}>Toast</button><button class="btn danger" @click=${() => confirmDangerous({ title: "Delete Meridian", name: "meridian", consequence: "It can be taken back for 14 days." })}>Delete</button><button class="btn" @click=${showKeysHelp}>Keys</button>${menuButton({ face: "Menu", items: [{ label: "One" }, "line", { label: "Two", danger: true }] })}</p>` })}
    </div></div>`;
}
