import { requirePermission, type Context } from "#lib/access/context.ts";
import type { CustomCheckReference } from "#lib/contract/custom-checks.ts";
import { relationshipKinds } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { isResourceType, titleOf } from "#lib/domain/resource.ts";
import { functionNames } from "./call-types.ts";
import { typesOf } from "./custom-check.ts";
import {
  derivedType,
  describeType,
  facetsType,
  propertiesType,
  variablesOf,
  type FactType,
} from "./fact-type.ts";

/** What an expression about a class may read and call: shown beside where it is written. */
export async function describeClass(
  ctx: Context,
  { class: wanted, type }: { class: ResourceClass; type: string },
): Promise<CustomCheckReference> {
  requirePermission(ctx, "finding:read");
  const only = type !== "" && isResourceType(type) ? type : null;
  return Promise.resolve({
    class: wanted,
    types: typesOf({ class: wanted, type: null }).map((one) => ({ type: one, title: titleOf(one) })),
    variables: [...variablesOf(wanted, only)]
      .filter(([, { kind }]) => kind !== "record" && kind !== "any")
      .map(named),
    facets: fieldsOf(facetsType(wanted)),
    properties: only ? fieldsOf(propertiesType(only)) : [],
    derived: fieldsOf(derivedType),
    functions: [...functionNames],
    relationships: [...relationshipKinds],
  });
}

const named = ([name, type]: readonly [string, FactType]) => ({ name, type: describeType(type) });
const fieldsOf = (type: FactType) => (type.kind === "record" ? [...type.fields].map(named) : []);
