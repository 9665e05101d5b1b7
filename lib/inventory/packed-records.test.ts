import { expect, test } from "vitest";

import { PackedRecords } from "./packed-records.ts";
import { TextColumn } from "./text-column.ts";

test("every record is read as it was added, in whatever order they are asked for", () => {
  const records = new PackedRecords<unknown>((text) => JSON.parse(text));
  const count = 5_000;
  const valueOf = (n: number) => ({ n, text: `line\nbreak ${"ä".repeat(n % 9)}` });
  for (let n = 0; n < count; n++) records.add(JSON.stringify(valueOf(n)));
  for (let n = 0; n < count; n++)
    expect(records.at((n * 1_009) % count)).toEqual(valueOf((n * 1_009) % count));
  expect(() => records.at(count + 200)).toThrow(RangeError);
});

test("a record that was just read is not read again", () => {
  let reads = 0;
  const records = new PackedRecords<number>((text) => {
    reads++;
    return Number(text);
  });
  for (let n = 0; n < 10; n++) records.add(String(n));
  expect([records.at(3), records.at(4), records.at(3)]).toEqual([3, 4, 3]);
  expect(reads).toBe(2);
});

test("a column gives back every text, those of another length or with other characters too", () => {
  const column = new TextColumn(4);
  const texts = Array.from({ length: 5_000 }, (_, n) =>
    n % 7 === 0 ? `text ${n}` : String(1000 + (n % 9000)),
  );
  texts[8] = "äöü€";
  texts[9] = "";
  for (const text of texts) column.add(text);
  expect(texts.map((_, index) => column.at(index))).toEqual(texts);
});
