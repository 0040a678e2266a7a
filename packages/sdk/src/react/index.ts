"use client";

export { answersStore } from "../flags/answers-store.ts";
export type { FlagAnswers, FlagStore, WebFlagStore } from "../flags/store.ts";
export { FeatureFlag, type FeatureFlagProps } from "./feature-flag.ts";
export { FlagProvider, type FlagProviderProps } from "./flag-provider.ts";
export { useFlag } from "./use-flag.ts";
export { useFlagDetails } from "./use-flag-details.ts";
export { useFlagState } from "./use-flag-state.ts";
export { useFlags } from "./use-flags.ts";
export { VariantGate, type VariantGateProps } from "./variant-gate.ts";
