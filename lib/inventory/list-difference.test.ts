import { expect, test } from "vitest";

import { randomFrom } from "#tests/factories/random.ts";

import { listDifference } from "./list-difference.ts";

const isSame = (one: string, other: string) => one === other;

function counted(list: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

test("the first list less what is gone and with what is fresh holds what the second does", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = randomFrom(seed);
    const before = Array.from({ length: random.below(60) }, () => String(random.below(40)));
    const now = [...before];
    for (let changes = random.below(8); changes > 0; changes--)
      now.splice(
        random.below(now.length + 1),
        random.below(4),
        ...Array.from({ length: random.below(4) }, () => String(random.below(60))),
      );
    const difference = listDifference(before, now, isSame);
    if (!difference) throw new Error("Lists as short as these are always compared");
    const made = [...before];
    for (const one of difference.gone) made.splice(made.indexOf(one), 1);
    expect(counted([...made, ...difference.fresh]), `seed ${seed}`).toEqual(counted(now));
    expect(before.length - difference.gone.length, `seed ${seed}`).toBe(made.length);
  }
});

test("where a few of many differ no more than those are told", () => {
  const before = Array.from({ length: 100_000 }, (_, n) => `edge ${n}`);
  const now = before.flatMap((one, n) => {
    if (n % 1_000 === 0) return [];
    if (n % 1_000 === 500) return [`${one} anew`];
    return n % 1_000 === 700 ? [one, ...Array.from({ length: 30 }, (_, more) => `${one} ${more}`)] : [one];
  });
  const difference = listDifference(before, now, isSame);
  expect([difference?.gone.length, difference?.fresh.length]).toEqual([200, 3_100]);
});

test("lists that have nothing in common are not compared to the end", () => {
  const numbers = Array.from({ length: 100_000 }, (_, n) => n);
  expect(
    listDifference(
      numbers.map((n) => `a${n}`),
      numbers.map((n) => `b${n}`),
      isSame,
    ),
  ).toBeNull();
});
