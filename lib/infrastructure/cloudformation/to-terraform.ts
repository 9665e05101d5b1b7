import { asRecord, isRecord } from "../record.ts";
import { holdsUnknown, notKnown } from "./intrinsics.ts";

/** How a resource's properties become attributes of the Terraform type that is read for it. */
export type Wording = {
  /** Properties whose case alone does not tell the attribute, wherever they stand. */
  renamed?: Readonly<Record<string, string>>;
  /** Whose names are the customer's own, and left as they are. */
  maps?: readonly string[];
  /** Documents that Terraform has as JSON text. */
  documents?: readonly string[];
};
export type Attributes = { values: Record<string, unknown>; unknown: Record<string, unknown> };

/** The attribute of a property: `KMSMasterKeyID` is `kms_master_key_id`. */
export const attributeOf = (property: string): string =>
  property
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();

/** Worked-out properties in Terraform's words, with what is not known in the shape of the values. */
export function toTerraform(properties: Readonly<Record<string, unknown>>, wording: Wording): Attributes {
  const values: Record<string, unknown> = {};
  const unknown: Record<string, unknown> = {};
  for (const [property, value] of Object.entries(properties)) {
    const name = wording.renamed?.[property] ?? attributeOf(property);
    const one = told(property, value, wording);
    if (one.value !== undefined) values[name] = one.value;
    if (one.unknown !== undefined) unknown[name] = one.unknown;
  }
  return { values, unknown };
}

type Told = { value?: unknown; unknown?: unknown };

function told(property: string, value: unknown, wording: Wording): Told {
  if (value === notKnown) return { unknown: true };
  if (property === "Tags") return namesOf(tagsIn(value));
  if (wording.maps?.includes(property)) return namesOf(asRecord(value));
  if (wording.documents?.includes(property)) {
    if (holdsUnknown(value)) return { unknown: true };
    return { value: typeof value === "string" ? value : JSON.stringify(value) };
  }
  return ofValue(value, wording);
}

function ofValue(value: unknown, wording: Wording): Told {
  if (value === notKnown) return { unknown: true };
  if (Array.isArray(value)) {
    const all = value.map((one: unknown) => ofValue(one, wording));
    const isOpen = all.some((one) => one.unknown !== undefined);
    return {
      value: all.map((one) => one.value ?? null),
      ...(isOpen ? { unknown: all.map((one) => one.unknown ?? false) } : {}),
    };
  }
  // Switches may be written as words.
  if (value === "true" || value === "false") return { value: value === "true" };
  if (!isRecord(value)) return { value };
  const { values, unknown } = toTerraform(value, wording);
  return { value: values, ...(Object.keys(unknown).length > 0 ? { unknown } : {}) };
}

function namesOf(map: Readonly<Record<string, unknown>>): Told {
  const entries = Object.entries(map);
  const open = entries.filter(([, one]) => holdsUnknown(one)).map(([name]) => [name, true] as const);
  const known = entries
    .filter(([, one]) => !holdsUnknown(one))
    .map(([name, one]) => [name, String(one)] as const);
  return {
    value: Object.fromEntries(known),
    ...(open.length > 0 ? { unknown: Object.fromEntries(open) } : {}),
  };
}

/** Tags stand as a list of keys and values, or as a map. */
function tagsIn(value: unknown): Readonly<Record<string, unknown>> {
  if (!Array.isArray(value)) return asRecord(value);
  return Object.fromEntries(
    value.map(asRecord).flatMap(({ Key, Value }) => (typeof Key === "string" ? [[Key, Value] as const] : [])),
  );
}
