import type { z } from "zod";

import type { Layer } from "./layer.ts";
import type { ResourceClass } from "./resource-class.ts";

/** What is said once about a type of resource. */
export type ResourceTypeSpec = {
  title: string;
  class: ResourceClass;
  layer: Layer;
  /** What only this type has. What its whole class has is in the class's facets. */
  properties: z.ZodObject;
};

/** Keeps the literal class and the exact property schema of each type. */
export const defineResourceTypes = <const T extends Record<string, ResourceTypeSpec>>(types: T): T => types;
