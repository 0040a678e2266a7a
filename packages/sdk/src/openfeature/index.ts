export { PlumblineServerProvider } from "./plumbline-server-provider.ts";
export { PlumblineWebProvider } from "./plumbline-web-provider.ts";
