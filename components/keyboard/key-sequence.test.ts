import { describe, expect, test } from "vitest";

import { keyName, stepSequence } from "./key-sequence.ts";

const sequences = ["g f", "g i", "j", "mod+k", "?"];

describe("stepSequence", () => {
  test("a single key matches at once", () => {
    expect(stepSequence("", "j", sequences)).toEqual({ pending: "", match: "j" });
  });

  test("the first key of a sequence waits for the second", () => {
    const first = stepSequence("", "g", sequences);
    expect(first).toEqual({ pending: "g", match: null });
    expect(stepSequence(first.pending, "f", sequences)).toEqual({ pending: "", match: "g f" });
  });

  test("a key that does not continue a sequence counts on its own", () => {
    expect(stepSequence("g", "j", sequences)).toEqual({ pending: "", match: "j" });
    expect(stepSequence("g", "g", sequences)).toEqual({ pending: "g", match: null });
  });

  test("an unknown key clears what was pending", () => {
    expect(stepSequence("g", "z", sequences)).toEqual({ pending: "", match: null });
  });
});

describe("keyName", () => {
  const press = { key: "k", metaKey: false, ctrlKey: false, altKey: false };

  test("command and control are the same modifier", () => {
    expect(keyName({ ...press, metaKey: true })).toBe("mod+k");
    expect(keyName({ ...press, ctrlKey: true, key: "K" })).toBe("mod+k");
  });

  test("a letter keeps its case and a named key loses it", () => {
    expect(keyName({ ...press, key: "J" })).toBe("J");
    expect(keyName({ ...press, key: "ArrowDown" })).toBe("arrowdown");
  });

  test("alternative characters and bare modifiers are left to the browser", () => {
    expect(keyName({ ...press, altKey: true })).toBeNull();
    expect(keyName({ ...press, key: "Shift" })).toBeNull();
  });
});
