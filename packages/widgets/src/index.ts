export { PlumblineIntegrations } from "./integrations/integrations.component.ts";
