export { PlumblineFlag } from "./flag/flag.component.ts";
export { PlumblineIntegrations } from "./integrations/integrations.component.ts";
