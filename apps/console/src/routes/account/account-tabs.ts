import { html, type TemplateResult } from "lit";
import { pageHead } from "../../parts/page-head.ts";
import { tabs } from "../../parts/tabs.ts";
import { session } from "../../session/session.ts";
import { pageContext } from "../../shell/page-context.ts";

type AccountTab = "profile" | "security" | "notifications";

/** The head of the account's pages, with the way between them. */
export function accountHead(current: AccountTab): TemplateResult {
  const labels = { profile: "Profile", security: "Security", notifications: "Notifications" } as const;
  pageContext.offer({ crumbs: [{ label: "Account", href: "/account" }, { label: labels[current] }] });
  return html`${pageHead({
    title: "Account",
    sub: session.viewer?.email,
    actions: tabs("Account", current, [
      { key: "profile", label: "Profile", href: "/account" },
      { key: "security", label: "Security", href: "/account/security" },
      { key: "notifications", label: "Notifications", href: "/account/notifications" },
    ]),
  })}`;
}
