import { z } from "zod";

import { AppError } from "#lib/domain/errors.ts";
import { isStorable } from "./storable.ts";

/** An opaque place in an ordered list: the sort values of the last row seen. */
export const encodeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** Reads a cursor made by `encodeCursor`. Throws `invalid-input` for anything else. */
export function decodeCursor<T>(schema: z.ZodType<T>, cursor: string): T {
  const refused = new AppError(
    "invalid-input",
    "cursor: Not a cursor of this list. Leave it out to start over.",
    {
      fields: [{ field: "cursor", message: "Not a cursor of this list" }],
    },
  );
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw refused;
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success || !isPlace(value)) throw refused;
  return parsed.data;
}

/** Whether Postgres can compare with it: anybody can make up a cursor of the right shape. */
const isPlace = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (part) =>
      part === null ||
      (Number.isInteger(part) && Math.abs(Number(part)) <= 2 ** 31) ||
      (typeof part === "string" && isStorable(part) && !part.startsWith("0000-")),
  );

/** Turns `limit + 1` rows into a page: the extra row only tells that there is a next one. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => readonly (string | number | null)[],
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null,
  };
}
