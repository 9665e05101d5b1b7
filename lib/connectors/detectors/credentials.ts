import { holdsCredential } from "../credential.ts";
import type { Detector } from "./detector.ts";

const lineLengthMax = 4_000;
const assigned = /\b([A-Za-z_][\w.-]{0,80})["']?\s{0,4}[:=]\s{0,4}["'`]?([^\s"'`;,]{8,500})/g;
/** Bits for each sign: words and placeholders have fewer, what a machine drew has more. */
const fewestBits = 3;

/** Keys of known shapes, and what a setting of a telling name is set to where it looks drawn at random. */
export const credential: Detector = {
  id: "credential",
  dataClass: "credentials",
  fewest: 1,
  find: (text) =>
    new Set(
      text.split("\n").flatMap((whole) => {
        const line = whole.slice(0, lineLengthMax);
        const values = [...line.matchAll(assigned)].flatMap(([, name = "", value = ""]) =>
          holdsCredential(name, value) && bitsOf(value) >= fewestBits ? [value] : [],
        );
        return values.length > 0 || !holdsCredential("", line) ? values : [line];
      }),
    ),
};

/** Shannon's entropy of a text's own signs. */
export function bitsOf(text: string): number {
  const shares = [...Map.groupBy(text, (sign) => sign).values()].map((same) => same.length / text.length);
  return shares.reduce((sum, share) => sum + share * Math.log2(1 / share), 0);
}
