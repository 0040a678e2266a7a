import { nothing, type TemplateResult } from "lit";
import { avatar } from "../parts/avatar.ts";
import { menuButton } from "../parts/menu-button.ts";
import { navigate } from "../router.ts";
import { session } from "../session/session.ts";
import { chooseTheme, currentTheme, type Theme } from "../session/theme.ts";
import { unread } from "../session/unread.ts";
import { showKeysHelp } from "./keys-help.ts";

const themes: { theme: Theme; label: string }[] = [
  { theme: "system", label: "Theme of the system" },
  { theme: "light", label: "Light" },
  { theme: "dark", label: "Dark" },
];

/** Who is signed in: account, inbox, theme, sign out. */
export function userMenu(redraw: () => void): TemplateResult | typeof nothing {
  const { viewer } = session;
  if (!viewer) return nothing;
  return menuButton({
    face: avatar(viewer.name || viewer.email),
    label: `Account of ${viewer.name || viewer.email}`,
    buttonClass: "avatar-button",
    items: [
      { heading: viewer.email },
      { label: "Account", href: "/account" },
      { label: "Inbox", href: "/inbox", ...(unread.count ? { hint: `${unread.count} unread` } : {}) },
      "line",
      ...themes.map(({ theme, label }) => ({
        label,
        checked: currentTheme() === theme,
        run: () => {
          chooseTheme(theme);
          redraw();
        },
      })),
      "line",
      { label: "Keys", hint: "?", run: showKeysHelp },
      { label: "Sign out", run: () => void session.signOut().then(() => navigate("/sign-in")) },
    ],
  });
}
