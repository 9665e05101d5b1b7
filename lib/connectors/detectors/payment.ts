import { passesLuhn, remainderBy97 } from "./checksums.ts";
import { matching, type Detector } from "./detector.ts";

/** First digits of the card schemes, and how many digits follow altogether. */
const schemes: readonly [RegExp, readonly number[]][] = [
  [/^4/, [13, 16, 19]],
  [/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(6011|64[4-9]|65)/, [16, 19]],
  [/^35(2[89]|[3-8])/, [16]],
];

/** One number in ten passes the check by chance, and shares of those have a scheme's first digits. */
export const cardNumber: Detector = {
  id: "card-number",
  dataClass: "financial",
  fewest: 3,
  find: (text) =>
    matching(
      text,
      /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-]|\.\d)/g,
      (digits) =>
        schemes.some(([first, lengths]) => first.test(digits) && lengths.includes(digits.length)) &&
        !/^(\d)\1+$/.test(digits) &&
        passesLuhn(digits),
    ),
};

/** Lengths by country, from the registry of SWIFT. */
const lengths: Readonly<Record<string, number>> = {
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  TR: 26,
  AE: 23,
  SA: 24,
  IL: 23,
  BR: 29,
};

export const iban: Detector = {
  id: "iban",
  dataClass: "financial",
  fewest: 1,
  find: (text) => {
    const found = new Set<string>();
    for (const [candidate] of text.matchAll(/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/gi)) {
      const length = lengths[candidate.slice(0, 2).toUpperCase()];
      // Words may follow after a space, so the country's own length says where it ends.
      const value = candidate.replaceAll(" ", "").toUpperCase().slice(0, length);
      if (value.length === length && remainderBy97(value.slice(4) + value.slice(0, 4)) === 1)
        found.add(value);
    }
    return found;
  },
};
