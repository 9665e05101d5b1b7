import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";
import { listItemsMax, type ParameterValues } from "#lib/domain/parameter.ts";
import { severities } from "#lib/domain/severity.ts";

export const ParameterValue = z.union([z.number(), z.array(z.string()).readonly()]);

const shown = { name: z.string(), title: z.string(), help: z.string(), isOwn: z.boolean() };
/** One thing an organization may decide of a check, as usual and as it is here. */
export const ParameterView = z.discriminatedUnion("kind", [
  z.object({
    ...shown,
    kind: z.literal("number"),
    unit: z.string(),
    min: z.number(),
    max: z.number(),
    usual: z.number(),
    value: z.number(),
  }),
  z.object({
    ...shown,
    kind: z.literal("list"),
    usual: z.array(z.string()),
    value: z.array(z.string()),
  }),
]);
export type ParameterView = z.infer<typeof ParameterView>;

export const ParametersChanged = z.object({ by: z.string(), at: z.iso.datetime() });

export const CheckParametersView = z.object({
  checkId: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  layer: z.enum(layers),
  parameters: z.array(ParameterView),
  changed: ParametersChanged.nullable(),
});
export type CheckParametersView = z.infer<typeof CheckParametersView>;
export const CheckParametersList = z.object({ items: z.array(CheckParametersView) });

/** All that the organization sets of one check; the check's own bounds are asked when it is stored. */
export const CheckParametersInput: z.ZodType<ParameterValues> = z
  .record(
    z.string().min(1).max(60),
    z.union([z.number(), z.array(z.string().max(1_000)).max(listItemsMax * 2)]),
  )
  .refine((values) => Object.keys(values).length <= 20, { message: "No check has as many parameters" });
