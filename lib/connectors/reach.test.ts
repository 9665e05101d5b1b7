import { expect, test } from "vitest";

import { openReach } from "./reach.ts";

test("a place is lost after three calls in a row without an answer, for a minute, and no other with it", () => {
  let now = 0;
  const reach = openReach(() => now);
  for (const lost of [false, false, true]) {
    reach.missed("eu-west-1");
    expect(reach.isLost("eu-west-1")).toBe(lost);
  }
  expect(reach.isLost("us-east-1")).toBe(false);
  now = 59_999;
  expect(reach.isLost("eu-west-1")).toBe(true);
  now = 60_000;
  expect(reach.isLost("eu-west-1")).toBe(false);
  reach.missed("eu-west-1");
  expect(reach.isLost("eu-west-1")).toBe(true);
});

test("an answer in between begins the count anew", () => {
  const reach = openReach(() => 0);
  for (let count = 0; count < 10; count++) {
    reach.missed("eu-west-1");
    reach.missed("eu-west-1");
    reach.answered("eu-west-1");
  }
  expect(reach.isLost("eu-west-1")).toBe(false);
});
