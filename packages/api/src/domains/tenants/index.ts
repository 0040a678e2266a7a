export {
  type Environment,
  EnvironmentRef,
  loadEnvironment,
  loadTenant,
  type Tenant,
  TenantRef,
} from "../workspaces/index.ts";
export { loadService, type Service, ServiceRef } from "./service-ref.ts";
