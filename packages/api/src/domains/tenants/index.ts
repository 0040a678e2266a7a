export {
  type Environment,
  EnvironmentRef,
  loadEnvironment,
  loadTenant,
  type Tenant,
  TenantRef,
} from "../workspaces/index.ts";
export { EmbedSessionRef } from "./graphql/embed-session-type.ts";
export { loadService, type Service, ServiceRef } from "./service-ref.ts";
