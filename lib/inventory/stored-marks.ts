import { hash } from "node:crypto";

import type pg from "pg";

/**
 * Rows told of resources have a mark for each of 4,096 parts, by their keys: a sum over the rows, which is made alike here
 * and by Postgres. Where both have the same, nothing has to be written, read, or even sent.
 */
export class Marks {
  readonly partOf = partsByKey();
  /** By part, the first half of each digest and the second: plain numbers, which hold the sum of millions of either. */
  readonly #sums = new Map<string, Sum>();

  add(key: string, ...rest: readonly (string | null)[]): void {
    this.#count(1, key, rest);
  }

  /** Of a row that was added. */
  remove(key: string, ...rest: readonly (string | null)[]): void {
    this.#count(-1, key, rest);
  }

  copy(): Marks {
    const copy = new Marks();
    for (const [part, sum] of this.#sums) copy.#sums.set(part, { ...sum });
    return copy;
  }

  #count(times: 1 | -1, key: string, rest: readonly (string | null)[]): void {
    const part = this.partOf(key);
    let text = told(key);
    for (const each of rest) text += told(each);
    const digest = hash("md5", text);
    const sum = this.#sums.get(part) ?? { rows: 0, high: 0, low: 0 };
    this.#sums.set(part, sum);
    sum.rows += times;
    sum.high += times * Number.parseInt(digest.slice(0, highDigits), 16);
    sum.low += times * Number.parseInt(digest.slice(highDigits, markDigits), 16);
  }

  get sums(): Sums {
    const shift = BigInt(4 * (markDigits - highDigits));
    return new Map(
      [...this.#sums].flatMap(([part, { rows, high, low }]): [string, bigint][] =>
        rows === 0 ? [] : [[part, (BigInt(high) << shift) + BigInt(low)]],
      ),
    );
  }
}

type Sum = { rows: number; high: number; low: number };

/** Of a digest, as many as make a number that Postgres adds up. */
const markDigits = 15;
const highDigits = 8;

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
    `SELECT ${partSql(columns[0])} AS part, sum(('x' || left(md5(${text}), ${markDigits}))::bit(60)::bigint)::text AS sum
     FROM ${from} GROUP BY 1`,
    [organizationId],
  );
  return new Map(rows.map(({ part, sum }) => [part, BigInt(sum)]));
}

/** A value as Postgres writes `jsonb`: members by the length of their names, then by their bytes. */
export function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  let text = "";
  for (const name of Object.keys(value).sort(asPostgres)) {
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined)
      text += `${text === "" ? "" : ", "}${JSON.stringify(name)}: ${jsonbText(member)}`;
  }
  return `{${text}}`;
}

function asPostgres(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
