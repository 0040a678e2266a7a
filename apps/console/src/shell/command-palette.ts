import { html, nothing, render, type TemplateResult } from "lit";
import { icon } from "../parts/icon.ts";
import { type Command, commandList, matches } from "./command-list.ts";

interface PaletteState {
  asked: string;
  at: number;
  found: readonly Command[];
}

function option(
  command: Command,
  index: number,
  state: PaletteState,
  choose: (command: Command) => void,
): TemplateResult {
  const first = state.found[index - 1]?.group !== command.group;
  return html`${first ? html`<p class="label" role="presentation">${command.group}</p>` : nothing}
    <div role="option" id="command-${index}" aria-selected=${index === state.at} @click=${() => choose(command)}>${icon(command.icon)}<span>${command.label}</span>${command.hint ? html`<span class="quiet">${command.hint}</span>` : nothing}</div>`;
}

function walk(event: KeyboardEvent, state: PaletteState): boolean {
  const last = state.found.length - 1;
  const next = { ArrowDown: state.at + 1, ArrowUp: state.at - 1, Home: 0, End: last }[event.key];
  if (next === undefined) return false;
  event.preventDefault();
  state.at = next > last ? 0 : next < 0 ? last : next;
  return true;
}

/** Opens the command palette: everything one can go to or run, by typing a part of its name. */
export function openPalette(): void {
  if (document.querySelector("dialog.palette")) return;
  const dialog = document.createElement("dialog");
  dialog.className = "palette";
  dialog.setAttribute("aria-label", "Search or run");
  document.body.append(dialog);
  const all = commandList();
  const state: PaletteState = { asked: "", at: 0, found: all };
  const choose = (command: Command): void => {
    dialog.close();
    command.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (walk(event, state)) {
      draw();
      dialog.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      const command = state.found[state.at];
      if (command) choose(command);
    }
  };
  const onInput = (event: Event): void => {
    state.asked = (event.target as HTMLInputElement).value;
    state.found = all.filter((command) => matches(command, state.asked));
    state.at = 0;
    draw();
  };
  const draw = (): void => {
    render(
      html`<div class="ask">${icon("search")}<input type="text" role="combobox" aria-expanded="true" aria-controls="commands" aria-activedescendant="command-${state.at}" aria-label="Search or run" placeholder="Search or run" autocomplete="off" spellcheck="false" autofocus @input=${onInput} @keydown=${onKey}><kbd class="kbd">Esc</kbd></div>
      <div role="listbox" id="commands" aria-label="Commands">${state.found.map((command, index) => option(command, index, state, choose))}${state.found.length === 0 ? html`<p class="none">Nothing is called “${state.asked}”.</p>` : nothing}</div>`,
      dialog,
    );
  };
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target === dialog) dialog.close();
  });
  draw();
  dialog.showModal();
}
