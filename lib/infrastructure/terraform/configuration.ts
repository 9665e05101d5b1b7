import { z } from "zod";

import type { Declared, Reference } from "../declared.ts";

const Expressions = z.record(z.string(), z.unknown());
const ConfiguredResource = z.object({
  address: z.string(),
  provider_config_key: z.string().optional(),
  expressions: Expressions.optional(),
});
type ConfiguredResource = z.infer<typeof ConfiguredResource>;
const ConfiguredModule = z.object({
  resources: z.array(ConfiguredResource).optional(),
  outputs: z.record(z.string(), z.object({ expression: z.unknown().optional() })).optional(),
  module_calls: z
    .record(z.string(), z.object({ expressions: Expressions.optional(), module: z.unknown().optional() }))
    .optional(),
});
type ConfiguredModule = z.infer<typeof ConfiguredModule>;

/** The part of a plan that keeps how values were written. */
export const Configuration = z.object({
  provider_config: z.record(z.string(), z.object({ expressions: Expressions.optional() })).optional(),
  root_module: z.unknown().optional(),
});

type Document = {
  configuration?: z.infer<typeof Configuration> | undefined;
  variables?: Record<string, { value?: unknown }> | undefined;
};
type Scope = {
  module: ConfiguredModule;
  resources: ReadonlyMap<string, ConfiguredResource>;
  /** The address of the module's instances without their indexes: `module.a.module.b`. */
  path: string;
  parent: Scope | null;
  call: Record<string, unknown>;
};
export type ReadConfiguration = {
  references: (address: string, path: readonly (string | number)[]) => readonly Reference[];
  /** False also where the plan does not say how the resource, or the block around it, was written. */
  isLeftOut: (address: string, path: readonly (string | number)[]) => boolean;
  regionOf: (address: string) => string | null;
};

const hopsMax = 32;

/** Follows what an attribute was written with, through variables and outputs of modules, to declared resources. */
export function readConfiguration(
  document: Document,
  declared: () => readonly Declared[],
): ReadConfiguration {
  const scopes = new Map<string, Scope>();
  openModule(document.configuration?.root_module ?? {}, "", null, {}, scopes);
  let byBase: ReadonlyMap<string, readonly Declared[]> | null = null;
  const instancesOf = (base: string, from: string): readonly Declared[] => {
    byBase ??= Map.groupBy(declared(), ({ place }) => withoutIndexes(place.address));
    return narrowed(byBase.get(base) ?? [], from);
  };
  return {
    references: (address, path) => {
      const { scope, resource } = placeOf(scopes, address);
      const expression = expressionAt(resource?.expressions, path);
      return scope ? resolve(referencesIn(expression), scope, address, instancesOf, 0) : [];
    },
    isLeftOut: (address, path) => {
      const expressions = placeOf(scopes, address).resource?.expressions;
      const around = expressionAt(expressions, path.slice(0, -1));
      return around !== undefined && expressionAt(expressions, path) === undefined;
    },
    regionOf: (address) => {
      const key = placeOf(scopes, address).resource?.provider_config_key ?? "";
      const region = document.configuration?.provider_config?.[key]?.expressions?.["region"];
      return constantOf(region, document.variables ?? {});
    },
  };
}

function openModule(
  raw: unknown,
  path: string,
  parent: Scope | null,
  call: Record<string, unknown>,
  scopes: Map<string, Scope>,
): void {
  const configured = ConfiguredModule.safeParse(raw).data ?? {};
  const resources = new Map((configured.resources ?? []).map((one) => [one.address, one]));
  const scope: Scope = { module: configured, resources, path, parent, call };
  scopes.set(path, scope);
  if (scopes.size > 10_000 || path.length > 2_048) return;
  for (const [name, { expressions = {}, module: inner }] of Object.entries(configured.module_calls ?? {}))
    openModule(inner, join(path, `module.${name}`), scope, expressions, scopes);
}

const join = (path: string, rest: string): string => (path === "" ? rest : `${path}.${rest}`);

/** `module.a["x"].aws_s3_bucket.b[0]` without what is in brackets. */
export const withoutIndexes = (address: string): string =>
  address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");

const modulePath = /^(?:module\.[^.]+\.)*/;

function placeOf(scopes: ReadonlyMap<string, Scope>, address: string) {
  const base = withoutIndexes(address);
  const prefix = modulePath.exec(base)?.[0] ?? "";
  const scope = scopes.get(prefix.replace(/\.$/, "")) ?? null;
  return { scope, resource: scope?.resources.get(base.slice(prefix.length)) ?? null };
}

function expressionAt(expressions: unknown, path: readonly (string | number)[]): unknown {
  let at: unknown = expressions;
  for (const step of path) {
    if (typeof at !== "object" || at === null) return undefined;
    // A block that may stand only once is written without a list.
    if (typeof step === "number" && !Array.isArray(at)) continue;
    at = Reflect.get(at, step);
  }
  return at;
}

const Written = z.object({ references: z.array(z.string()) });
const referencesIn = (expression: unknown): string[] => Written.safeParse(expression).data?.references ?? [];

/** Terraform names each thing several times, from the attribute up to the resource: only the longest say anything. */
const longest = (references: readonly string[]): string[] =>
  references.filter((one) => !references.some((other) => other !== one && isBeneath(other, one)));

const isBeneath = (text: string, above: string): boolean =>
  text.startsWith(above) && /^[.[]/.test(text.slice(above.length));

function resolve(
  references: readonly string[],
  scope: Scope,
  from: string,
  instancesOf: (base: string, from: string) => readonly Declared[],
  hops: number,
): Reference[] {
  if (hops > hopsMax) return [];
  return longest(references).flatMap((reference): Reference[] => {
    const [kind = "", name = "", output = ""] = withoutIndexes(reference).split(".");
    if (kind === "var" && scope.parent)
      return resolve(referencesIn(scope.call[name]), scope.parent, from, instancesOf, hops + 1);
    if (kind === "module") {
      const inner = ConfiguredModule.safeParse(scope.module.module_calls?.[name]?.module).data;
      const expression = inner?.outputs?.[output]?.expression;
      const path = join(scope.path, `module.${name}`);
      const innerScope: Scope = {
        module: inner ?? {},
        resources: new Map(),
        path,
        parent: scope,
        call: scope.module.module_calls?.[name]?.expressions ?? {},
      };
      return resolve(referencesIn(expression), innerScope, from, instancesOf, hops + 1);
    }
    if (["each", "count", "path", "terraform", "self", "local", "var"].includes(kind)) return [];
    const parts = kind === "data" ? 3 : 2;
    const steps = withoutIndexes(reference).split(".");
    const base = join(scope.path, steps.slice(0, parts).join("."));
    const attribute = steps[parts] ?? "id";
    const wanted = `${join(scope.path, reference.split(".").slice(0, parts).join("."))}`;
    const all = instancesOf(base, from);
    const exact = all.filter(({ place }) => place.address.endsWith(wanted) || place.address === wanted);
    return (exact.length > 0 ? exact : all).map((to) => ({ to, attribute }));
  });
}

/** Of several instances, the one with the same key as what refers to them, as `each.key` and `count.index` do. */
function narrowed(instances: readonly Declared[], from: string): readonly Declared[] {
  if (instances.length < 2) return instances;
  const key = /\[(?:"(?:[^"\\]|\\.)*"|\d+)\]$/.exec(from)?.[0];
  const same = instances.filter(({ place }) => key !== undefined && place.address.endsWith(key));
  return same.length > 0 ? same : instances;
}

const Constant = z.object({ constant_value: z.string() });

function constantOf(expression: unknown, variables: Record<string, { value?: unknown }>): string | null {
  const constant = Constant.safeParse(expression).data?.constant_value;
  if (constant) return constant;
  const name = referencesIn(expression)[0]?.replace(/^var\./, "") ?? "";
  const value = variables[name]?.value;
  return typeof value === "string" && value !== "" ? value : null;
}
