import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";
import { relationshipKinds } from "#lib/domain/relationship.ts";
import { resourceClasses, type ResourceClass } from "#lib/domain/resource-class.ts";
import { severities } from "#lib/domain/severity.ts";

export const expressionLengthMax = 2_000;
export const customChecksMax = 200;

const sentence = (max: number) => z.string().trim().min(3, "Write a sentence").max(max);
/** Facts of an example: few and small, since somebody writes them by hand. */
const facts = z
  .record(z.string().max(80), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 4_000, "These are too many facts for an example");
const tags = z.record(z.string().max(200), z.string().max(500));
const derived = z.strictObject({
  exposure: z.enum(["anyone", "credential", "internal"]).optional(),
  sensitivity: z.enum(["sensitive", "internal", "public", "unclassified"]).optional(),
  privilege: z.enum(["admin", "broad", "scoped", "none"]).optional(),
});
// Safe because these are the keys of the classes' own schemas.
const resourceClass = z.enum(resourceClasses as readonly [ResourceClass, ...ResourceClass[]]);
const kind = z.enum(relationshipKinds);

const stated = {
  name: z.string().trim().min(1).max(120),
  region: z.string().max(60).optional(),
  facets: facts.default({}),
  properties: facts.default({}),
  tags: tags.default({}),
  derived: derived.default({}),
};
export const CustomExample = z.strictObject({
  ...stated,
  /** What stands around it, one step away. */
  neighbours: z
    .array(
      z
        .strictObject({
          ...stated,
          follow: kind.optional(),
          followBack: kind.optional(),
          class: resourceClass,
        })
        .refine((one) => (one.follow === undefined) !== (one.followBack === undefined), {
          message: "Name either follow or followBack",
        }),
    )
    .max(20)
    .default([]),
});
export type CustomExample = z.infer<typeof CustomExample>;
const examples = z.array(CustomExample).max(20);

const expression = z
  .string()
  .trim()
  .min(1, "Write an expression")
  .max(expressionLengthMax, `At most ${expressionLengthMax} characters`);

/** A check as its author writes it, in a file or in the interface. */
export const CustomCheckDefinition = z.strictObject({
  /** Names it for good: its findings stand under `custom/<slug>`. */
  slug: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Lower case letters, digits and single hyphens"),
  title: sentence(160),
  severity: z.enum(severities),
  layer: z.enum(layers),
  function: z.enum(["protect", "detect", "respond"]).default("protect"),
  class: resourceClass,
  /** Where it is not true of the whole class, the one type whose properties it may read. */
  type: z.string().max(80).nullable().default(null),
  /** True of resources that the check is about; all of them where it is left out. */
  when: expression.nullable().default(null),
  /** True where the resource is as it should be. */
  passes: expression,
  /** What is said of a resource that fails. */
  failure: sentence(300),
  risk: sentence(600),
  remediation: sentence(1_000),
  references: z
    .array(z.url({ protocol: /^https$/ }))
    .max(10)
    .default([]),
  examples: z.strictObject({
    pass: examples.min(1, "Give an example that passes"),
    fail: examples.min(1, "Give an example that fails"),
    notApplicable: examples.default([]),
  }),
});
export type CustomCheckDefinition = z.infer<typeof CustomCheckDefinition>;

/** What a definition looks like before anybody read it: validated by the verb, which names what is wrong. */
export const DefinitionInput = z.record(z.string().max(60), z.unknown());
export const CreateCustomCheck = z.strictObject({
  definition: DefinitionInput,
  enabled: z.boolean().default(true),
});
export type CreateCustomCheck = z.infer<typeof CreateCustomCheck>;
export const SaveCustomCheck = z.strictObject({
  definition: DefinitionInput,
  /** The version that was edited: somebody else's later one is never overwritten unseen. */
  version: z.int().min(1),
});
export type SaveCustomCheck = z.infer<typeof SaveCustomCheck>;
export const ChangeCustomCheck = z.strictObject({ enabled: z.boolean() });
export type ChangeCustomCheck = z.infer<typeof ChangeCustomCheck>;

export const CustomCheckView = z.object({
  id: z.uuid(),
  checkId: z.string(),
  title: z.string(),
  version: z.number(),
  enabled: z.boolean(),
  severity: z.string().nullable(),
  layer: z.string().nullable(),
  /** Facts it reads may have been renamed since it was saved: then it decides nothing until it is edited. */
  problem: z.string().nullable(),
  passCount: z.number(),
  failCount: z.number(),
  unknownCount: z.number(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
});
export type CustomCheckView = z.infer<typeof CustomCheckView>;
export const CustomCheckList = z.object({ items: z.array(CustomCheckView) });

export const CustomCheckVersionView = z.object({
  version: z.number(),
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
  definition: DefinitionInput,
});
export type CustomCheckVersionView = z.infer<typeof CustomCheckVersionView>;
export const CustomCheckDetail = CustomCheckView.extend({
  definition: DefinitionInput,
  /** Newest first; the last fifty. */
  versions: z.array(CustomCheckVersionView),
});
export type CustomCheckDetail = z.infer<typeof CustomCheckDetail>;

export const ValidateCustomCheck = z.strictObject({ definition: DefinitionInput });
export const CustomCheckProblems = z.object({
  problems: z.array(z.object({ field: z.string(), message: z.string() })),
});
export type CustomCheckProblems = z.infer<typeof CustomCheckProblems>;

export const DryRunInput = z.strictObject({
  definition: DefinitionInput,
  /** How far back. */
  days: z.int().min(1).max(365).default(90),
});
export type DryRunInput = z.infer<typeof DryRunInput>;

const DryRunResource = z.object({
  /** Null where it is gone. */
  id: z.string().nullable(),
  key: z.string(),
  name: z.string(),
  typeTitle: z.string(),
  account: z.string(),
  region: z.string().nullable(),
});
export type DryRunResource = z.infer<typeof DryRunResource>;

/** What a check would say and would have said. The lists hold the first two hundred. */
export const DryRun = z.object({
  present: z.object({
    passCount: z.number(),
    failCount: z.number(),
    unknownCount: z.number(),
    notApplicableCount: z.number(),
    /** Of the first that could not be decided. */
    unknownBecause: z.string().nullable(),
    failing: z.array(DryRunResource),
  }),
  past: z.object({
    days: z.number(),
    /** Resources that would have had a finding at some time. */
    findingCount: z.number(),
    /** States of resources that were looked at. */
    stateCount: z.number(),
    failing: z.array(DryRunResource.extend({ from: z.iso.datetime(), to: z.iso.datetime().nullable() })),
  }),
  /** Every change was looked at; false where there were too many, or it took too long. */
  isWhole: z.boolean(),
});
export type DryRun = z.infer<typeof DryRun>;

const Named = z.object({ name: z.string(), type: z.string() });
/** What an expression about a class may read and call. */
export const CustomCheckReference = z.object({
  class: z.string(),
  types: z.array(z.object({ type: z.string(), title: z.string() })),
  variables: z.array(Named),
  facets: z.array(Named),
  properties: z.array(Named),
  derived: z.array(Named),
  functions: z.array(z.string()),
  relationships: z.array(z.string()),
});
export type CustomCheckReference = z.infer<typeof CustomCheckReference>;
export const referenceQuery = z.object({
  class: resourceClass.default("data-store"),
  type: z.string().max(80).default(""),
});
