import { hash } from "node:crypto";

import type pg from "pg";

/**
 * Rows told of resources have a mark for each of 4,096 parts, by their keys: a sum over the rows, which is made alike here
 * and by Postgres. Where both have the same, nothing has to be written, read, or even sent.
 */
export class Marks {
  readonly sums = new Map<string, bigint>();
  readonly partOf = partsByKey();

  add(key: string, ...rest: readonly (string | null)[]): void {
    const part = this.partOf(key);
    const text = [key, ...rest].map(told).join("");
    this.sums.set(part, (this.sums.get(part) ?? 0n) + BigInt(`0x${hash("md5", text).slice(0, 15)}`));
  }
}

/** Gives the part of a key; rows of one key mostly come one after another. */
export function partsByKey(): (key: string) => string {
  let [lastKey, part]: [string | undefined, string] = [undefined, ""];
  return (key) => {
    if (key !== lastKey) part = hash("md5", key).slice(0, partDigits);
    lastKey = key;
    return part;
  };
}

type Sums = ReadonlyMap<string, bigint>;

/** Parts whose mark is another in the second. */
export const differingParts = (before: Sums, now: Sums): Set<string> =>
  new Set([...before.keys(), ...now.keys()].filter((part) => before.get(part) !== now.get(part)));

/** With its length, so that no text of one column can pass for the end of another. */
const told = (text: string | null): string => (text === null ? "-" : `${Buffer.byteLength(text)}:${text}`);
const toldSql = (column: string): string => `coalesce(octet_length(${column}) || ':' || ${column}, '-')`;

const partDigits = 3;
export const partsMax = 16 ** partDigits;

/** The part of a key, as SQL. */
export const partSql = (key: string): string => `left(md5(${key}), ${partDigits})`;

/** Marks of stored rows, which `from` names with its conditions; `columns` are those that `Marks.add` is given. */
export async function storedMarks(
  client: pg.PoolClient,
  organizationId: string,
  columns: readonly [key: string, ...rest: string[]],
  from: string,
): Promise<Sums> {
  const text = columns.map(toldSql).join(" || ");
  const { rows } = await client.query<{ part: string; sum: string }>(
    `SELECT ${partSql(columns[0])} AS part, sum(('x' || left(md5(${text}), 15))::bit(60)::bigint)::text AS sum
     FROM ${from} GROUP BY 1`,
    [organizationId],
  );
  return new Map(rows.map(({ part, sum }) => [part, BigInt(sum)]));
}

/** A value as Postgres writes `jsonb`: members by the length of their names, then by their bytes. */
export function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .toSorted(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}: ${jsonbText(member)}`)
    .join(", ")}}`;
}
