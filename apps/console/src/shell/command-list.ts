import type { IconName } from "../parts/icon.ts";
import { navigate } from "../router.ts";
import { session } from "../session/session.ts";
import { chooseTheme } from "../session/theme.ts";
import { showKeysHelp } from "./keys-help.ts";
import { navGroups, workspacePath } from "./nav-items.ts";
import { pageContext } from "./page-context.ts";

/** One line of the command palette. */
export interface Command {
  group: string;
  label: string;
  hint?: string;
  icon: IconName;
  run: () => void;
}

/** Words that start or contain what is asked; every word has to be found. */
export function matches(command: { label: string; group: string; hint?: string }, asked: string): boolean {
  const text = `${command.label} ${command.group} ${command.hint ?? ""}`.toLowerCase();
  return asked
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.includes(word));
}

function ofPage(): Command[] {
  return pageContext.commands.map(({ label, hint, run }) => ({
    group: "This page",
    label,
    ...(hint ? { hint } : {}),
    icon: "right",
    run,
  }));
}

function places(slug: string): Command[] {
  return navGroups.flatMap(({ items, heading }) =>
    items.map(({ path, label, icon }) => ({
      group: "Go to",
      label,
      ...(heading ? { hint: heading } : {}),
      icon,
      run: () => navigate(workspacePath(slug, path)),
    })),
  );
}

function steps(slug: string): Command[] {
  const go = (path: string) => () => navigate(workspacePath(slug, path));
  return [
    { group: "Do", label: "Open an incident", icon: "incident", run: go("incidents?do=open") },
    { group: "Do", label: "Connect an integration", icon: "plus", run: go("integrations/catalogue") },
    { group: "Do", label: "Send the first proof", icon: "webhook", run: go("first-proof") },
    { group: "Do", label: "Invite a member", icon: "plus", run: go("members?do=invite") },
    { group: "Do", label: "Create an API key", icon: "key", run: go("api-keys?do=create") },
    { group: "Do", label: "Add a webhook endpoint", icon: "webhook", run: go("webhooks?do=create") },
    { group: "Do", label: "Add a service", icon: "service", run: go("services?do=create") },
    { group: "Do", label: "Add a tenant", icon: "tenant", run: go("tenants?do=create") },
  ];
}

/** Everything that can be run from here, in the order it is shown. */
export function commandList(): Command[] {
  const slug = /^\/w\/([^/]+)/.exec(location.pathname)?.[1];
  const others = (session.viewer?.memberships ?? []).filter(({ workspace }) => workspace.slug !== slug);
  return [
    ...ofPage(),
    ...(slug ? places(slug) : []),
    ...(slug ? steps(slug) : []),
    ...others.map(({ workspace }) => ({
      group: "Switch to",
      label: workspace.name,
      hint: workspace.slug,
      icon: "updown" as const,
      run: () => navigate(workspacePath(workspace.slug)),
    })),
    { group: "You", label: "Inbox", icon: "inbox", run: () => navigate("/inbox") },
    { group: "You", label: "Account", icon: "person", run: () => navigate("/account") },
    { group: "You", label: "Create a workspace", icon: "plus", run: () => navigate("/new") },
    { group: "You", label: "Light theme", icon: "theme", run: () => chooseTheme("light") },
    { group: "You", label: "Dark theme", icon: "theme", run: () => chooseTheme("dark") },
    { group: "You", label: "Theme of the system", icon: "theme", run: () => chooseTheme("system") },
    { group: "You", label: "Show all keys", hint: "?", icon: "more", run: showKeysHelp },
    {
      group: "You",
      label: "Sign out",
      icon: "out",
      run: () => void session.signOut().then(() => navigate("/sign-in")),
    },
  ];
}
