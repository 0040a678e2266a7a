import { createElement, Fragment, type ReactElement } from "react";
import {
  FeatureFlag,
  FlagProvider,
  type FlagStore,
  useFlag,
  useFlagDetails,
  useFlagState,
  useFlags,
  VariantGate,
} from "../index.ts";

/** How often each part was rendered, by its name. */
export type Renders = Record<string, number>;

const item = (id: string, text: string) => createElement("p", { id }, text);

interface PartProps {
  name: string;
  renders: Renders;
  /** May read flags: it is called within the part. */
  text(): string;
}

function Part({ name, renders, text }: PartProps): ReactElement {
  renders[name] = (renders[name] ?? 0) + 1;
  return item(name, text());
}

/** A customer's application, with every way to read a flag. @param renders counts, where somebody wants to know */
export function app(store: FlagStore, renders: Renders = {}): ReactElement {
  const part = (name: string, text: () => string) => createElement(Part, { key: name, name, renders, text });
  const parts = [
    part("banner", () => useFlag("banner", "none")),
    part("limit", () => String(useFlag("banner", 5) + 1)),
    part("theme", () => useFlag("theme", { colour: "plain" }).colour),
    part("details", () => `${useFlagDetails("checkout").variant}`),
    part("all", () => Object.keys(useFlags()).sort().join()),
    part("state", () => useFlagState()),
    createElement(
      FeatureFlag,
      { flag: "checkout", key: "gate", fallback: item("old", "Old"), pending: item("wait", "Wait") },
      item("new", "New"),
    ),
    createElement(FeatureFlag, { flag: "layout", variant: "wide", key: "wide" }, item("wide", "Wide")),
    createElement(VariantGate, {
      flag: "layout",
      key: "layout",
      variants: { wide: item("layout", "2 columns"), narrow: item("layout", "1 column") },
      fallback: item("layout", "No layout"),
      pending: item("layout", "Wait"),
    }),
  ];
  return createElement(FlagProvider, { store }, createElement(Fragment, null, parts));
}
