export { openDemo } from "./open-demo.ts";
export { startDemoTraffic } from "./start-demo-traffic.ts";
