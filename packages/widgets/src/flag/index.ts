import { PlumblineFlag } from "./flag.component.ts";

// A page may load the script twice; the second definition would throw.
if (!customElements.get("plumbline-flag")) customElements.define("plumbline-flag", PlumblineFlag);

export { type FlagGateStatus, PlumblineFlag } from "./flag.component.ts";

declare global {
  interface HTMLElementTagNameMap {
    "plumbline-flag": PlumblineFlag;
  }
}
