import { type Role, roles } from "../../service/permissions.ts";
import type { ChannelField, ChannelSettings } from "./channel-kind.ts";

/** Whom of the workspace a channel is for. */
export const audienceField: ChannelField = {
  name: "audience",
  label: "Who gets it",
  help: "Members of which roles get these messages.",
  options: [
    { value: "everyone", label: "Every member" },
    { value: "operators", label: "Owners, admins and operators" },
    { value: "admins", label: "Owners and admins" },
  ],
};

const audiences: Record<string, readonly Role[]> = {
  everyone: roles,
  operators: ["owner", "admin", "operator"],
  admins: ["owner", "admin"],
};

/** The roles that an audience has. */
export function rolesIn(settings: ChannelSettings): readonly Role[] {
  return audiences[settings.audience ?? "everyone"] ?? roles;
}
