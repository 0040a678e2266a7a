import { layouts } from "./layouts.gen.ts";
import type { MailContent } from "./mail-content.ts";

/** A mail as it is handed over. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** Turns what a mail says into its two parts. */
export function renderMail(content: MailContent): RenderedMail {
  const { subject, heading, paragraphs, action, notes = [] } = content;
  const parts: Record<string, string> = {
    subject: escapeHtml(subject),
    preview: escapeHtml(paragraphs[0] ?? heading),
    heading: escapeHtml(heading),
    body: paragraphs.map((text) => `<p style="margin:0 0 12px">${escapeHtml(text)}</p>`).join(""),
    notes: notes.map((text) => `<p style="margin:0 0 6px">${escapeHtml(text)}</p>`).join(""),
    url: escapeHtml(action?.url ?? ""),
    label: escapeHtml(action?.label ?? ""),
  };
  const layout = action ? layouts.withAction : layouts.plain;
  // One pass, so that a name which reads like a mark is not filled in again.
  const html = layout.replaceAll(/\[\[(\w+)\]\]/g, (mark, name: string) => parts[name] ?? mark);
  return { subject, text: textOf(content), html };
}

function textOf({ heading, paragraphs, action, notes = [] }: MailContent): string {
  const blocks = [
    heading,
    ...paragraphs,
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...notes,
    "Plumbline",
  ];
  return `${blocks.join("\n\n")}\n`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
