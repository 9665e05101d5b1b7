import { AppError } from "#lib/domain/errors.ts";
import type { ArmResource } from "../azure/arm-resource.ts";
import { stableId } from "../declared.ts";
import { asRecord, isRecord } from "../record.ts";
import type { Lines } from "../source-documents.ts";
import type { World } from "../world.ts";
import { holdsUnknown } from "./functions.ts";
import { guessed } from "./guessed.ts";
import { beneath } from "./resource-id.ts";
import { Scope, type Deployment } from "./scope.ts";
import { resourcesIn } from "./template.ts";

export type ArmSource = {
  file: string;
  template: Readonly<Record<string, unknown>>;
  lines: Lines;
  /** Values of its parameters, where a file gives them. */
  given?: Readonly<Record<string, unknown>>;
};
type Parent = { type: string; names: readonly string[] };

const nestedMax = 20;
const resourcesMax = 10_000;

/** Every resource that a template deploys, nested ones and those of loops among them, in one world. */
export function readArmTemplate(source: ArmSource, deployment: Deployment, world: World): ArmResource[] {
  const found: ArmResource[] = [];
  const read = (template: Readonly<Record<string, unknown>>, scope: Scope, depth: number) => {
    for (const written of resourcesIn(template)) add(asRecord(written), scope, null, depth);
  };
  const add = (
    written: Readonly<Record<string, unknown>>,
    scope: Scope,
    parent: Parent | null,
    depth: number,
  ) => {
    if (depth > nestedMax || written["existing"] === true) return;
    for (const turn of turnsOf(written, scope)) {
      if (turn.value(written["condition"]) === false) continue;
      if (found.length >= resourcesMax)
        throw new AppError(
          "too-large",
          `${source.file} deploys more than ${resourcesMax} resources. Split it.`,
        );
      if (String(written["type"]).toLowerCase() === "microsoft.resources/deployments" && !parent) {
        const properties = asRecord(written["properties"]);
        const template = asRecord(properties["template"]);
        read(template, nestedScope(properties, template, written, turn), depth + 1);
        continue;
      }
      const resource = resourceOf(source, written, turn, parent, world);
      found.push(resource.row);
      for (const child of resourcesIn({ resources: written["resources"] ?? [] }))
        add(asRecord(child), turn, resource.identity, depth + 1);
    }
  };
  read(source.template, new Scope(source.template, source.given ?? {}, deployment), 0);
  return found;
}

/** A loop that nobody can count is looked at once. */
function turnsOf(written: Readonly<Record<string, unknown>>, scope: Scope): Scope[] {
  const { name, count } = asRecord(written["copy"]);
  if (count === undefined) return [scope];
  const total = scope.value(count);
  const length = typeof total === "number" ? Math.max(0, Math.min(total, 800)) : 1;
  return Array.from({ length }, (_, index) => scope.within({ name: String(name), index }));
}

/** Bicep's modules have a scope of their own; by default a nested template reads what is around it. */
function nestedScope(
  properties: Readonly<Record<string, unknown>>,
  template: Readonly<Record<string, unknown>>,
  written: Readonly<Record<string, unknown>>,
  outer: Scope,
): Scope {
  if (asRecord(properties["expressionEvaluationOptions"])["scope"] !== "inner") return outer;
  const given = Object.entries(asRecord(properties["parameters"])).flatMap(([name, one]) =>
    isRecord(one) && "value" in one ? [[name, outer.value(one["value"])] as const] : [],
  );
  const text = (value: unknown, otherwise: string) => (typeof value === "string" ? value : otherwise);
  return new Scope(template, Object.fromEntries(given), {
    subscription: text(outer.value(written["subscriptionId"]), outer.deployment.subscription),
    group: text(outer.value(written["resourceGroup"]), outer.deployment.group),
  });
}

function resourceOf(
  source: ArmSource,
  written: Readonly<Record<string, unknown>>,
  scope: Scope,
  parent: Parent | null,
  world: World,
): { row: ArmResource; identity: Parent } {
  const own = String(written["type"]);
  const type = parent && !own.includes(".") ? `${parent.type}/${own}` : own;
  const line = source.lines.of(written);
  const name = scope.value(written["name"]);
  const names = [
    ...(parent && !own.includes(".") ? parent.names : []),
    ...(typeof name === "string"
      ? name.split("/")
      : [`planned-${stableId(`${source.file} ${type} ${line}`, 8)}`]),
  ];
  const text = (member: string) => {
    const value = scope.value(written[member]);
    return typeof value === "string" ? value : undefined;
  };
  const object = (member: string) => {
    const value = guessed(scope.value(written[member]), world, member);
    return isRecord(value) ? value : undefined;
  };
  const on =
    text("scope") ??
    (parent && own.includes(".") ? groupOf(scope) + beneath(parent.type, parent.names) : null);
  const tags = Object.entries(object("tags") ?? {}).map(([key, value]) => [key, String(value)] as const);
  // What is in the same group may be named from its provider on.
  const base =
    on === null || on.startsWith("/") ? (on ?? groupOf(scope)) : `${groupOf(scope)}/providers/${on}`;
  return {
    identity: { type, names },
    row: {
      id: `${base}${extensionOf(base, type, names)}`,
      name: names.at(-1) ?? "",
      type: type.toLowerCase(),
      location: text("location") ?? null,
      kind: text("kind"),
      tags: Object.fromEntries(tags),
      sku: object("sku"),
      identity: identityOf(object("identity")),
      properties: object("properties") ?? {},
      place: { address: `${type}/${names.join("/")}`, file: source.file, line },
    },
  };
}

const groupOf = ({ deployment: { subscription, group } }: Scope): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}`;

/** Settings of another provider are written `accounts/a/providers/Microsoft.Insights/…` in older templates. */
function extensionOf(base: string, type: string, names: readonly string[]): string {
  const [owner, extension] = type.split("/providers/");
  if (extension === undefined || owner === undefined) return beneath(type, names);
  const ownerNames = names.slice(0, owner.split("/").length - 1);
  const rest = names.slice(ownerNames.length).filter((name) => !/^microsoft\./i.test(name));
  return `${beneath(owner, ownerNames)}${beneath(extension, rest)}`;
}

/** Azure makes the principal of an identity of its own when the resource is made. */
function identityOf(identity: Readonly<Record<string, unknown>> | undefined) {
  if (!identity || holdsUnknown(identity)) return identity;
  return String(identity["type"]).includes("SystemAssigned")
    ? { principalId: "planned", ...identity }
    : identity;
}
