import type { users } from "@plumbline/db/schema";
import { builder } from "../../graphql/builder.ts";
import { registerIdPrefix } from "../../graphql/ids.ts";

/** One row of `users`. */
export type User = typeof users.$inferSelect;

registerIdPrefix("User", "usr");

/** The GraphQL type `User`: what co-members see of a person. */
export const UserRef = builder.objectRef<User>("User");

/** The GraphQL type `Viewer`: the signed-in person. Other domains hang their fields under it: memberships, inbox. */
export const ViewerRef = builder.objectRef<User>("Viewer");
