import { mailboxStyle } from "./mailbox-style.ts";

/** A message as the pages show it. */
interface ShownMail {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  createdAt: Date;
}

/** The local mailbox: the list, and one message where one is chosen. */
export function mailboxPage(mails: readonly ShownMail[], chosen: ShownMail | null): string {
  const title = chosen ? `${chosen.subject} · Local mailbox` : "Local mailbox";
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<style>${mailboxStyle}</style></head>
<body data-message="${escapeHtml(chosen?.id ?? "")}">
<header class="bar"><h1>Local mailbox</h1><p>No mail server is set (SMTP_URL), so mail stays on this machine. <a href="/">Open the console</a></p></header>
<div class="columns"><nav aria-label="Messages">${mailboxList(mails, chosen?.id ?? null)}</nav><main>${chosen ? message(chosen) : hint(mails)}</main></div>
<script type="module" src="/dev/mailbox.js"></script>
</body></html>`;
}

/** The list alone, newest first: what the page asks for to stay fresh. */
export function mailboxList(mails: readonly ShownMail[], chosenId: string | null): string {
  if (mails.length === 0) return '<div class="empty"><p>No mail yet.</p></div>';
  const items = mails.map(
    ({ id, subject, recipient, createdAt }) =>
      `<li><a href="/dev/mailbox/${id}"${id === chosenId ? ' aria-current="page"' : ""}><strong>${escapeHtml(subject)}</strong>${time(createdAt)}<span class="quiet">to ${escapeHtml(recipient)}</span></a></li>`,
  );
  return `<ul>${items.join("")}</ul>`;
}

function hint(mails: readonly ShownMail[]): string {
  return mails.length > 0
    ? "<p>Choose a message.</p>"
    : '<p>Sign up, and the verification mail lands here. <a href="/sign-up">Sign up</a></p>';
}

function message({ id, subject, recipient, text, createdAt }: ShownMail): string {
  // A full stop or bracket after an address belongs to the sentence.
  const linked = escapeHtml(text).replace(/https?:\/\/[^\s<]*[^\s<.,)]/g, (url) => `<a href="${url}">${url}</a>`);
  return `<div><h2>${escapeHtml(subject)}</h2><p class="quiet">to ${escapeHtml(recipient)}, ${time(createdAt)}</p></div>
<iframe title="The message" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" src="/dev/mailbox/${id}/html"></iframe>
<details><summary>As plain text</summary><pre>${linked}</pre></details>`;
}

function time(at: Date): string {
  const iso = at.toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
