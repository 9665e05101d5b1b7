import type { z } from "zod";

import type { DefinitionInput } from "#lib/contract/custom-checks.ts";

type Definition = z.infer<typeof DefinitionInput>;

/** A check of one's own about data stores, as somebody writes it. */
export const customDefinition = (extra: Definition = {}): Definition => ({
  slug: "stores-versioned",
  title: "Stores are versioned",
  severity: "low",
  layer: "data",
  class: "data-store",
  passes: "facets.versioning",
  failure: "It keeps no versions",
  risk: "What is overwritten is gone.",
  remediation: "Turn versioning on.",
  examples: {
    pass: [{ name: "on", facets: { versioning: true } }],
    fail: [{ name: "off", facets: { versioning: false } }],
  },
  ...extra,
});
