import { canonicalJson } from "./canonical-json.ts";
import type { ResourceChange } from "#lib/contract/inventory.ts";

/** What differs between two states, by path. Lists are compared whole: their order has no names to follow. */
export function diffDocuments(before: unknown, after: unknown, path = ""): ResourceChange[] {
  if (isRecord(before) && isRecord(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .toSorted()
      .flatMap((name) =>
        diffDocuments(own(before, name), own(after, name), path === "" ? name : `${path}.${name}`),
      );
  const bothOrNeither = (before === undefined) === (after === undefined);
  if (bothOrNeither && canonicalJson(before) === canonicalJson(after)) return [];
  return [
    {
      path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  ];
}

/** A provider may name a tag `__proto__`, which every object seems to have. */
const own = (record: Record<string, unknown>, name: string): unknown =>
  Object.hasOwn(record, name) ? record[name] : undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
