import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { safeNextPath } from "./next-path.ts";

/** Where a browser on our page goes when it is told to. */
const goesTo = (path: string): string => new URL(path, "https://nacre.example/sign-in").origin;

describe("whatever stands in the address", () => {
  test.each([
    "https://evil.example",
    "HTTPS://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\u0000//evil.example",
    "/\u0009\\evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "blob:https://evil.example/x",
    "http:evil.example",
    "https:/evil.example",
    "@evil.example",
    ".evil.example",
    "evil.example/path",
  ])("%j leads nowhere but to us", (wanted) => {
    expect(goesTo(safeNextPath(wanted))).toBe("https://nacre.example");
  });

  test("signing in never leaves this site (a sweep over slashes, schemes and blanks)", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      "//",
      "http:",
      "https://",
      "javascript:",
      "evil.example",
      "@",
      ":",
      "%2f",
      "%5c",
      "\t",
      "\n",
      " ",
      "\u0000",
      "..",
      "?",
      "#",
      "a",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(goesTo(safeNextPath(pieces.join("")))).toBe("https://nacre.example");
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  test("a path of ours comes back as it was, with its query and its place", () => {
    const segment = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    const query = fc.dictionary(segment, fc.string({ maxLength: 12 }), { maxKeys: 3 });
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), query, (segments, values) => {
        const path = `/${segments.join("/")}?${new URLSearchParams(values)}#place`;
        expect(safeNextPath(path)).toBe(path);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
