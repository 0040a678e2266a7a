/**
 * The permission matrix: who may do what. Everything that authorizes reads this file and nothing else, and the docs print it.
 */

/** The four roles of a member, from the most to the least. */
export const roles = ["owner", "admin", "operator", "viewer"] as const;

export type Role = (typeof roles)[number];

interface Rule {
  /** What the permission lets its holder do, as the docs and the console print it. */
  description: string;
  /** Roles that hold it. */
  roles: readonly Role[];
  /** Kinds of API key that may carry it as a scope. */
  keys: readonly ("secret" | "publishable")[];
}

const everyone = roles;
const operators = ["owner", "admin", "operator"] as const;
const admins = ["owner", "admin"] as const;
const owners = ["owner"] as const;
const secret = ["secret"] as const;
const both = ["secret", "publishable"] as const;
const none = [] as const;

const rules = {
  "workspace:read": { description: "Read the workspace's name, slug and state", roles: everyone, keys: both },
  "workspace:write": {
    description: "Rename the workspace, change its slug",
    roles: admins,
    keys: none,
  },
  "workspace:delete": {
    description: "Ask for deletion of the workspace, or cancel it; remove demo data",
    roles: owners,
    keys: none,
  },
  "members:read": { description: "See members and pending invitations", roles: everyone, keys: secret },
  "members:write": { description: "Invite, change roles below owner, remove members", roles: admins, keys: none },
  "owners:write": { description: "Make or unmake owners, transfer ownership", roles: owners, keys: none },
  "api_keys:read": { description: "See API keys, never their secret part", roles: operators, keys: none },
  "api_keys:write": { description: "Create, rotate and revoke API keys", roles: admins, keys: none },
  "embed_tokens:write": { description: "Mint embed tokens for widgets", roles: admins, keys: secret },
  "tenants:read": { description: "See tenants", roles: everyone, keys: secret },
  "tenants:write": { description: "Create, update, archive and import tenants", roles: operators, keys: secret },
  "environments:read": { description: "See environments", roles: everyone, keys: both },
  "environments:write": { description: "Create, update and archive environments", roles: admins, keys: secret },
  "services:read": { description: "See services and their dependencies", roles: everyone, keys: secret },
  "services:write": {
    description: "Create, update, archive, import and link services",
    roles: operators,
    keys: secret,
  },
  "integrations:read": { description: "See integrations, their state and their proof", roles: everyone, keys: secret },
  "integrations:write": {
    description: "Connect, configure, test and disconnect integrations",
    roles: admins,
    keys: secret,
  },
  "deliveries:read": { description: "Read deliveries with headers and bodies", roles: operators, keys: secret },
  "deliveries:write": { description: "Replay and redeliver stored deliveries", roles: operators, keys: secret },
  "signals:read": { description: "Read signals", roles: everyone, keys: secret },
  "webhooks:read": { description: "See outbound webhook endpoints and attempts", roles: operators, keys: secret },
  "webhooks:write": {
    description: "Create, change and disable outbound webhook endpoints",
    roles: admins,
    keys: secret,
  },
  "channels:read": {
    description: "See channels, where they lead and whether they work",
    roles: everyone,
    keys: secret,
  },
  "channels:write": {
    description: "Add, change, test, mute and delete channels, send a failed message again",
    roles: admins,
    keys: secret,
  },
  "notifications:read": {
    description: "Read messages with their attempts and the far side's answers",
    roles: everyone,
    keys: secret,
  },
  "notifications:act": { description: "Act by the buttons of a message", roles: operators, keys: none },
  "alerts:read": {
    description: "See alerts, rules, silences, routes and who is on call",
    roles: everyone,
    keys: secret,
  },
  "alerts:write": {
    description: "Acknowledge, resolve and silence alerts, override who is on call",
    roles: operators,
    keys: secret,
  },
  "alert_rules:write": {
    description: "Make and change alert rules, routes, escalation policies and on-call schedules",
    roles: operators,
    keys: secret,
  },
  "flags:read": { description: "See flags, what they answer and their history", roles: everyone, keys: secret },
  "flags:evaluate": { description: "Evaluate flags without seeing their rules", roles: everyone, keys: both },
  "flags:write": {
    description: "Make and change flags, segments, overrides and rollouts, approve what others ask for",
    roles: operators,
    keys: secret,
  },
  "flag_settings:write": {
    description: "Choose in which environments a second member must approve changes of flags",
    roles: admins,
    keys: none,
  },
  "guarding_flags:write": {
    description:
      "Change those of Plumbline's own flags by which others see what was done: the audit log's export, mails about notices",
    roles: admins,
    keys: none,
  },
  "documents:read": {
    description: "Read tracked documents, drift candidates and repeated questions",
    roles: everyone,
    keys: secret,
  },
  "documents:write": {
    description: "Track and upload documents, decide on drift candidates, choose where they are told",
    roles: operators,
    keys: secret,
  },
  "logs:read": { description: "Search and follow log entries, see saved searches", roles: everyone, keys: secret },
  "logs:write": { description: "Send log entries", roles: operators, keys: secret },
  "logs:settings": {
    description: "Change how long log entries are kept, how many are taken and what is redacted",
    roles: admins,
    keys: secret,
  },
  "logs:delete": { description: "Delete log entries by a filter", roles: admins, keys: secret },
  "logs:export": { description: "Download log entries without a limit", roles: operators, keys: secret },
  "error_groups:write": {
    description: "Resolve, mute, assign, merge and split error groups",
    roles: operators,
    keys: secret,
  },
  "saved_searches:write": {
    description: "Save log searches, change and remove one's own",
    roles: operators,
    keys: secret,
  },
  "saved_searches:manage": {
    description: "Rename, share, change and remove other members' log searches",
    roles: admins,
    keys: secret,
  },
  "incidents:read": { description: "See incidents with their timelines", roles: everyone, keys: secret },
  "incidents:write": {
    description: "Open and change incidents, write into their timelines, link error groups",
    roles: operators,
    keys: secret,
  },
  "events:read": { description: "Read and subscribe to the event log", roles: everyone, keys: secret },
  "audit:read": { description: "Read the audit log with before and after", roles: admins, keys: secret },
  "audit:export": { description: "Download the audit log", roles: admins, keys: secret },
  "readiness:read": { description: "See every claimed capability and its proof", roles: everyone, keys: secret },
  "readiness:write": {
    description: "Say that you are on something that is wrong, or no longer",
    roles: operators,
    keys: none,
  },
} as const satisfies Record<string, Rule>;

/** One thing that can be allowed, `noun:verb`. */
export type Permission = keyof typeof rules;

/** Every permission in the order of the matrix. */
export const permissions = Object.keys(rules) as readonly Permission[];

/** What each permission lets its holder do. */
export function describePermission(permission: Permission): string {
  return rules[permission].description;
}

/** Whether a member of this role holds the permission. */
export function roleAllows(role: Role, permission: Permission): boolean {
  return (rules[permission].roles as readonly Role[]).includes(role);
}

/** Everything a member of this role may do. */
export function permissionsOf(role: Role): readonly Permission[] {
  return permissions.filter((permission) => roleAllows(role, permission));
}

/** The scopes that an API key of this kind may carry. A publishable key is readable by anyone who opens the page it sits in. */
export function scopesFor(kind: "secret" | "publishable"): readonly Permission[] {
  return permissions.filter((permission) => (rules[permission].keys as readonly string[]).includes(kind));
}

/** Whether a role may hand out this role: only owners make owners. */
export function permissionToAssign(role: Role): Permission {
  return role === "owner" ? "owners:write" : "members:write";
}

const componentRules = {
  integrations: ["integrations:read", "signals:read"],
  /** The same widget for somebody who may connect and disconnect: the tenant's own integrations, nothing else. */
  "integrations-connect": ["integrations:read", "signals:read", "integrations:write"],
} as const satisfies Record<string, readonly Permission[]>;

/** A widget that an embed token can open. */
export type EmbedComponent = keyof typeof componentRules;

/** Every widget that an embed token can open. */
export const embedComponents = Object.keys(componentRules) as readonly EmbedComponent[];

/** What an embed token for this widget holds. Nobody may mint one that holds more than they do. */
export function componentPermissions(component: EmbedComponent): readonly Permission[] {
  return componentRules[component];
}

/** Whether an embed token for this widget holds the permission, always within its tenant only. */
export function componentAllows(component: EmbedComponent, permission: Permission): boolean {
  return (componentRules[component] as readonly Permission[]).includes(permission);
}
