import { expect, test } from "vitest";

import { also } from "./also.ts";

class Counted {
  readonly name = "one";
  static reads = 0;

  get members(): string[] {
    Counted.reads++;
    return [this.name];
  }
}

test("what a class finds when it is asked is found when the result is asked", () => {
  const both = also(also(new Counted(), { id: "a" }), { title: "A" });
  expect(Counted.reads).toBe(0);
  expect([both.name, both.id, both.title, both.members]).toEqual(["one", "a", "A", ["one"]]);
  expect(Counted.reads).toBe(1);
});

test("what an object finds by itself is found when the result is asked", () => {
  let reads = 0;
  const both = also(
    {
      get members() {
        return ++reads;
      },
    },
    { id: "a" },
  );
  expect([reads, both.id, both.members, both.members]).toEqual([0, "a", 1, 2]);
});

test("plain objects are put together", () => {
  expect(also({ a: 1, c: 3 }, { b: 2 })).toEqual({ a: 1, b: 2, c: 3 });
});
