import { noChange } from "lit";
import { Directive, directive, type ElementPart, type PartInfo, PartType } from "lit/directive.js";

class CssVarsDirective extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT)
      throw new TypeError("cssVars stands in an element tag, not in an attribute or a text.");
  }

  override render(_values: Record<string, string | number>): unknown {
    return noChange;
  }

  override update(part: ElementPart, [values]: [Record<string, string | number>]): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(values)) style.setProperty(name, String(value));
    return noChange;
  }
}

/**
 * Sets custom properties through the object model. Lit's `styleMap` writes a style attribute first, which a
 * Content-Security-Policy without 'unsafe-inline' refuses.
 */
export const cssVars = directive(CssVarsDirective);
