import type { CustomCheckVersionView } from "#lib/contract/custom-checks.ts";

export type Change = { field: string; before: string; after: string };

function shown(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
}

/** What a version says otherwise than the one before it, field by field. */
export function definitionDiff(
  before: CustomCheckVersionView["definition"],
  after: CustomCheckVersionView["definition"],
): Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.flatMap((field) => {
    const [was, is] = [shown(before[field]), shown(after[field])];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}
