import { builder } from "../../graphql/builder.ts";
import type { Instance } from "./describe-instance.ts";

/** The GraphQL type `Instance`. Domains that know more of the installation hang their fields under it. */
export const InstanceRef = builder.objectRef<Instance>("Instance");
