import { hash } from "node:crypto";

import type pg from "pg";

/**
 * A part of what is derived: one of 4,096, by the keys it is told of. Each has a mark, a sum over its rows, which is made
 * alike here and by Postgres: where both have the same, nothing has to be written, or even sent.
 */
export class Marks {
  readonly #sums = new Map<string, bigint>();

  /** The last part asked for, as rows of one key come one after another. */
  #lastKey: string | undefined;
  #lastPart = "";

  add(key: string, ...rest: readonly (string | null)[]): void {
    const part = this.partOf(key);
    const text = [key, ...rest].map(told).join("");
    this.#sums.set(part, (this.#sums.get(part) ?? 0n) + BigInt(`0x${hash("md5", text).slice(0, 15)}`));
  }

  partOf(key: string): string {
    if (key !== this.#lastKey) this.#lastPart = hash("md5", key).slice(0, partDigits);
    this.#lastKey = key;
    return this.#lastPart;
  }

  get sums(): ReadonlyMap<string, bigint> {
    return this.#sums;
  }

  /** Parts whose mark is another there. */
  differing(stored: ReadonlyMap<string, bigint>): Set<string> {
    const parts = [...this.#sums.keys(), ...stored.keys()];
    return new Set(parts.filter((part) => this.#sums.get(part) !== stored.get(part)));
  }
}

/** With its length, so that no text of one column can pass for the end of another. */
const told = (text: string | null): string => (text === null ? "-" : `${Buffer.byteLength(text)}:${text}`);
const toldSql = (column: string): string => `coalesce(octet_length(${column}) || ':' || ${column}, '-')`;

const partDigits = 3;

/** The part of a key, as SQL. */
export const partSql = (key: string): string => `left(md5(${key}), ${partDigits})`;

/** Marks of stored rows, which `from` names with its conditions; `columns` are those that `Marks.add` is given. */
export async function storedMarks(
  client: pg.PoolClient,
  organizationId: string,
  columns: readonly [key: string, ...rest: string[]],
  from: string,
): Promise<ReadonlyMap<string, bigint>> {
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
