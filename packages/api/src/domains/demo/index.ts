export { openDemo } from "./open-demo.ts";
export { startDemoTraffic, stopDemoTraffic } from "./start-demo-traffic.ts";
