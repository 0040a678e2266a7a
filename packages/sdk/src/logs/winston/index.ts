export { PlumblineTransport, type PlumblineTransportOptions } from "./plumbline-transport.ts";
