import { html, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { mark } from "../../parts/mark.ts";
import { ApiKeyListDocument, CreateApiKeyDocument, type CreateApiKeyInput } from "./api-keys.gen.ts";

/** A key that a page makes for the app that is being connected. */
export interface WishedKey extends Pick<CreateApiKeyInput, "workspaceId" | "name" | "kind" | "scopes" | "origins"> {
  slug: string;
}

/** Makes a key for production, or for the first environment where there is none. @returns the key, which is shown once */
export async function makeConnectKey({ slug, name, ...wish }: WishedKey): Promise<string> {
  const list = await query(ApiKeyListDocument, { slug, first: 1 });
  const environments = list.workspace?.environments.nodes ?? [];
  const environment = environments.find(({ key }) => key === "production") ?? environments[0];
  const input = { ...wish, name: name.slice(0, 80), environmentId: environment?.id ?? "" };
  return (await mutate(CreateApiKeyDocument, { input })).key;
}

export interface ConnectKey {
  /** `secret`, `publishable`, or nothing where there is only one kind. */
  word: string;
  /** The one scope that it has. */
  scope: string;
  /** The key, once it is made. */
  made: string | undefined;
  /** Whether it is being made now. */
  making: boolean;
  /** Whether the reader may make one. */
  may: boolean;
  /** The page of all keys. */
  list: string;
  make: () => void;
}

/** The key that the snippets need: a button that makes it, the word that it is there, or whom to ask. */
export function connectKey({ word, scope, made, making, may, list, make }: ConnectKey): TemplateResult {
  const name = word ? `${word} key` : "key";
  if (made)
    return html`<p class="note proven">${mark("proven", "")}<span>The ${name} is in the snippets below, with the scope <code>${scope}</code> only. It is shown until you leave this page; <a href=${list}>API keys</a> has it for revoking.</span></p>`;
  if (!may)
    return html`<p class="note">${mark("claimed", "")}<span>You need a ${word ? `${word} ` : ""}API key with the scope <code>${scope}</code>. An admin of this workspace can make one.</span></p>`;
  return html`<div class="row"><button class="btn primary" type="button" ?disabled=${making} aria-busy=${making} @click=${make}>Make a ${name} and fill it in</button><span class="quiet">For production, with the scope <code>${scope}</code> only.</span></div>`;
}
