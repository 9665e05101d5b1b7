import { z } from "zod";

import type { Declared } from "../declared.ts";
import { isComputedBlock } from "./computed-blocks.ts";
import { Configuration, readConfiguration } from "./configuration.ts";

const Values = z.record(z.string(), z.unknown());
const Resource = z.object({
  address: z.string().max(2_048),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  index: z.union([z.string(), z.number()]).optional(),
  values: Values.nullish(),
});
type Resource = z.infer<typeof Resource>;
const Module = z.object({
  resources: z.array(Resource).optional(),
  child_modules: z.array(z.unknown()).optional(),
});
const Root = z.object({ root_module: z.unknown().optional() });
const Change = z.object({
  address: z.string().max(2_048),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  index: z.union([z.string(), z.number()]).optional(),
  deposed: z.string().optional(),
  change: z.object({
    actions: z.array(z.string()),
    after: z.unknown().optional(),
    after_unknown: z.unknown().optional(),
  }),
});
type Change = z.infer<typeof Change>;

/** `terraform show -json`, of a plan or of a state. https://developer.hashicorp.com/terraform/internals/json-format */
export const TerraformDocument = z.object({
  format_version: z.string().regex(/^[01]\./, "is of a format this version of Nacre does not know"),
  planned_values: Root.optional(),
  values: Root.optional(),
  prior_state: z.object({ values: Root.optional() }).optional(),
  resource_changes: z.array(Change).optional(),
  configuration: Configuration.optional(),
  variables: z.record(z.string(), z.object({ value: z.unknown().optional() })).optional(),
});
export type TerraformDocument = z.infer<typeof TerraformDocument>;

const depthMax = 64;

/** Everything that will stand once the plan is applied, or that stands in the state. */
export function declaredIn(document: TerraformDocument, file: string): Declared[] {
  const changes = new Map(
    (document.resource_changes ?? []).filter(isCurrent).map((one) => [one.address, one]),
  );
  const planned = [...resourcesOf(document.planned_values ?? document.values)];
  const prior = [...resourcesOf(document.prior_state?.values)].filter(({ mode }) => mode === "data");
  const found = new Map<string, Declared>();
  const configuration = readConfiguration(document, () => [...found.values()]);
  const add = (resource: Resource) => {
    const change = changes.get(resource.address);
    if (change?.change.actions.every((action) => action === "delete" || action === "forget")) return;
    found.set(resource.address, declared(resource, change, configuration, file));
  };
  for (const resource of [...prior, ...planned]) add(resource);
  // Data that is read only while applying stands among the changes alone.
  for (const change of changes.values())
    if (!found.has(change.address) && change.change.after)
      add({ ...change, values: valuesOf(change.change.after) });
  return [...found.values()];
}

/** A deposed object is on its way out, and never stands beside what replaces it for long. */
const isCurrent = ({ deposed }: Change): boolean => deposed === undefined;

function declared(
  resource: Resource,
  change: Change | undefined,
  configuration: ReturnType<typeof readConfiguration>,
  file: string,
): Declared {
  const values = resource.values ?? {};
  const region = values["region"];
  const isNew = change?.change.actions.includes("create") ?? false;
  return {
    type: resource.mode === "data" ? `data.${resource.type}` : resource.type,
    place: { address: resource.address, file, line: null },
    values,
    unknown: change?.change.after_unknown ?? {},
    references: (path) => configuration.references(resource.address, path),
    isLeftOut: (path, kind) =>
      isNew &&
      (kind === "value" || path.length > 1 || isComputedBlock(resource.type, String(path[0]))) &&
      configuration.isLeftOut(resource.address, path),
    isNew,
    region:
      (typeof region === "string" && region !== "" ? region : null) ??
      configuration.regionOf(resource.address),
  };
}

const valuesOf = (after: unknown): Record<string, unknown> => Values.safeParse(after).data ?? {};

function* resourcesOf(root: z.infer<typeof Root> | undefined): Generator<Resource> {
  const open: { module: unknown; depth: number }[] = [{ module: root?.root_module ?? {}, depth: 0 }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { resources = [], child_modules = [] } = Module.parse(at.module);
    yield* resources;
    if (at.depth < depthMax)
      open.push(...child_modules.map((module) => ({ module, depth: (at?.depth ?? 0) + 1 })));
  }
}
