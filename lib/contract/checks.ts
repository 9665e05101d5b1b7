import { createLoader, parseAsString, type inferParserType } from "nuqs/server";
import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";
import { providers } from "#lib/domain/provider.ts";
import { severities } from "#lib/domain/severity.ts";
import { ControlRef } from "./findings.ts";
import { GraphEdge } from "./graph.ts";
import { ParametersChanged, ParameterValue, ParameterView } from "./check-parameters.ts";
import { parseAsSetOf } from "./parsers.ts";

export const checkOrigins = ["nacre", "custom"] as const;

export const checkFilterParsers = {
  severity: parseAsSetOf(severities).withDefault([]),
  layer: parseAsSetOf(layers).withDefault([]),
  provider: parseAsSetOf(providers).withDefault([]),
  /** Those that Nacre ships, or the organization's own. */
  origin: parseAsSetOf(checkOrigins).withDefault([]),
  q: parseAsString.withDefault(""),
};
export type CheckFilters = inferParserType<typeof checkFilterParsers>;
export const loadCheckFilters = createLoader(checkFilterParsers);

export const CheckView = z.object({
  id: z.string(),
  origin: z.enum(checkOrigins),
  title: z.string(),
  severity: z.enum(severities),
  layer: z.enum(layers),
  function: z.enum(["protect", "detect", "respond"]),
  providers: z.array(z.enum(providers)),
  appliesTo: z.array(z.object({ type: z.string(), title: z.string() })),
  passCount: z.number(),
  failCount: z.number(),
  unknownCount: z.number(),
  evaluatedAt: z.iso.datetime().nullable(),
});
export type CheckView = z.infer<typeof CheckView>;
export const CheckList = z.object({ items: z.array(CheckView) });

export const CheckDetail = CheckView.extend({
  risk: z.string(),
  remediation: z.object({
    summary: z.string(),
    cli: z.string(),
    terraform: z.string(),
    console: z.array(z.string()),
  }),
  references: z.array(z.string()),
  controls: z.array(ControlRef),
  parameters: z.array(ParameterView),
  parametersChanged: ParametersChanged.nullable(),
  /** Of the organization's own: where it is edited. */
  customCheckId: z.uuid().nullable(),
  examples: z.array(
    z.object({
      name: z.string(),
      expected: z.enum(["pass", "fail", "not-applicable", "unknown"]),
      /** All that is stated of the resource which is checked. */
      resource: z.record(z.string(), z.unknown()),
      /** What is set in this example; the rest is as usual. */
      parameters: z.record(z.string(), ParameterValue),
      /** Why it fails, or what would decide it. */
      reason: z.string().nullable(),
      /** The resource that is checked, under the key `example`, and what stands around it. */
      resources: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          typeTitle: z.string(),
          class: z.string(),
          layer: z.enum(layers),
          /** What the check read of it. */
          facts: z.record(z.string(), z.unknown()),
        }),
      ),
      relationships: z.array(GraphEdge),
    }),
  ),
  unknown: z.array(
    z.object({
      resourceId: z.string(),
      resourceKey: z.string(),
      call: z.string(),
      permission: z.string().nullable(),
      message: z.string(),
    }),
  ),
});
export type CheckDetail = z.infer<typeof CheckDetail>;
