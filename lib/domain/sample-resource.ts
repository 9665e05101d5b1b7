import type { Derived } from "./derived.ts";
import type { Relationship, RelationshipKind } from "./relationship.ts";
import type { FacetsOf, ResourceClass } from "./resource-class.ts";
import { classOf, resourceTypes, type Resource, type ResourceType } from "./resource.ts";
import { UnknownRead, type Unknown } from "./unknown.ts";

type Extra = {
  type?: ResourceType;
  name?: string;
  account?: string;
  region?: string | null;
  tags?: Record<string, string>;
  derived?: Derived;
  unknown?: Record<string, Unknown>;
};

/** A resource of a class for an example: reading a facet the example does not state is an error, not `undefined`. */
export function sampleResource<C extends ResourceClass>(
  wanted: C,
  key: string,
  facets: Partial<FacetsOf<C>> = {},
  extra: Extra = {},
): Resource {
  const unknown = extra.unknown ?? {};
  // Safe because the facets follow the class, and a read of what is left out throws.
  return {
    key,
    type: extra.type ?? typeOfClass(wanted),
    name: extra.name ?? key,
    account: extra.account ?? "111122223333",
    region: extra.region ?? null,
    tags: extra.tags ?? {},
    properties: {},
    facets: stated(key, facets, unknown),
    ...(extra.unknown ? { unknown } : {}),
    ...(extra.derived ? { derived: extra.derived } : {}),
  } as unknown as Resource;
}

/** Derived facts of an example, for `sampleResource`'s last argument. */
export const privileged = (level: NonNullable<Derived["privilege"]>["level"]): Extra => ({
  derived: { privilege: { level, reasons: [] } },
});
export const reached = (reach: NonNullable<Derived["exposure"]>["reach"]): Extra => ({
  derived: { exposure: { reach, via: [], reasons: [] } },
});
export const holding = (level: NonNullable<Derived["sensitivity"]>["level"]): Extra => ({
  derived: { sensitivity: { level, dataClasses: [], reasons: [] } },
});

/** Relationships of an example, each as it is read aloud: `fn runs-as role`. */
export const related = (...spoken: `${string} ${RelationshipKind} ${string}`[]): Relationship[] =>
  spoken.map((text) => {
    const [from = "", kind = "", to = ""] = text.split(" ");
    // Safe because the type of the text names only kinds that exist.
    return { from, kind: kind as RelationshipKind, to };
  });

function typeOfClass(wanted: ResourceClass): ResourceType {
  // Safe because these are the keys of that very object.
  const types = Object.keys(resourceTypes) as ResourceType[];
  const type = types.find((candidate) => classOf(candidate) === wanted);
  if (!type) throw new Error(`No resource type has the class ${wanted}`);
  return type;
}

function stated(key: string, facets: object, unknown: Record<string, Unknown>): object {
  return new Proxy(facets, {
    get: (target, property) => {
      if (typeof property === "symbol" || property in target) return Reflect.get(target, property);
      const missing = unknown[`facets.${property}`];
      if (missing) throw new UnknownRead(missing);
      throw new Error(`The example's ${key} does not state facets.${property}, which is read`);
    },
  });
}
