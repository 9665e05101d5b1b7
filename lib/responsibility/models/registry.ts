// Written by scripts/gen-registry.ts. Run: npm run gen
import type { ResponsibilityModel } from "#lib/domain/responsibility-model.ts";
import microsoft from "./microsoft.ts";

export const responsibilityModels: readonly ResponsibilityModel[] = [
  microsoft,
];
