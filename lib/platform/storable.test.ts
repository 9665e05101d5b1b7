import { expect, test } from "vitest";

import { isStorable, requireStorable } from "./storable.ts";

test.each([[""], ["plain"], ["two\nlines\tand a tab"], ["知識 🦪"], ["\u0001 is odd but text"], ["\ufffd"]])(
  "%j is text",
  (text) => {
    expect(isStorable(text)).toBe(true);
  },
);

test.each([["\u0000"], ["a\u0000b"], ["\ud800"], ["\udfff first"], ["cut \ud83e"], ["\udca1\ud83e"]])(
  "%j is none, and the field that holds it is named",
  (text) => {
    expect(isStorable(text)).toBe(false);
    expect(() => requireStorable("name", text)).toThrow(
      expect.objectContaining({
        code: "invalid-input",
        fields: [expect.objectContaining({ field: "name" })],
      }),
    );
  },
);
