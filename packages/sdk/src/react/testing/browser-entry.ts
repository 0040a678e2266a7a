import { createRoot, hydrateRoot } from "react-dom/client";
import { WebFlagClient, type WebFlagClientOptions } from "../../flags/web/index.ts";
import { app, type Renders } from "./app.ts";

declare global {
  interface Window {
    options: WebFlagClientOptions;
    flags: WebFlagClient;
    renders: Renders;
    /** What React had to mend because server and browser did not agree. */
    mended: string[];
    start(): void;
  }
}

window.renders = {};
window.mended = [];
window.flags = new WebFlagClient(window.options);
window.start = () => {
  const root = document.getElementById("root") as HTMLElement;
  const onRecoverableError = (error: unknown) => void window.mended.push(String(error));
  const tree = app(window.flags, window.renders);
  if (window.options.bootstrap) hydrateRoot(root, tree, { onRecoverableError });
  else createRoot(root).render(tree);
};
