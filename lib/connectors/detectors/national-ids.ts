import { passesLuhn, passesMod11By10, passesVerhoeff, remainderBy97, weightedSum } from "./checksums.ts";
import { matching, type Detector } from "./detector.ts";

/**
 * An id that is nothing but digits could be any number, and one in ten or so passes its check by chance: it counts only
 * in a text that names it, as a column's title does.
 */
type National = { id: string; shape: RegExp; named?: RegExp; isReal: (value: string) => boolean };

const national: readonly National[] = [
  {
    id: "es-dni",
    shape: /\b(?:\d{8}|[XYZ]\d{7})[- ]?[A-Z]\b/g,
    isReal: (value) =>
      "TRWAGMYFPDXBNJZSQVHLCKE"[
        Number(value.slice(0, -1).replace(/^[XYZ]/, (sign) => `${"XYZ".indexOf(sign)}`)) % 23
      ] === value.at(-1),
  },
  {
    id: "fr-nir",
    shape: /\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}\b/g,
    isReal: isNir,
  },
  {
    id: "it-codice-fiscale",
    shape: /\b[A-Z]{6}\d{2}[ABCDEHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b/gi,
    isReal: isCodiceFiscale,
  },
  {
    id: "de-tax-id",
    shape: /\b[1-9]\d(?: ?\d{3}){3}\b/g,
    named: /steuer|\bidnr\b|tax.?id/i,
    isReal: (value) => passesMod11By10(value) && repeatsOneDigit(value.slice(0, -1)),
  },
  {
    id: "nl-bsn",
    shape: /\b\d{9}\b/g,
    named: /\bbsn\b|burgerservice/i,
    isReal: (value) => Number(value) > 0 && weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  },
  {
    id: "pl-pesel",
    shape: /\b\d{11}\b/g,
    named: /pesel/i,
    isReal: (value) =>
      isDay(value.slice(4, 6)) && weightedSum(value, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
  },
  {
    id: "gb-nhs-number",
    shape: /\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/g,
    named: /\bnhs\b/i,
    isReal: (value) =>
      weightedSum(value, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 && !/^(\d)\1+$/.test(value),
  },
  { id: "br-cpf", shape: /\b\d{3}\.\d{3}\.\d{3}-\d{2}\b/g, isReal: isCpf },
  {
    id: "se-personal-number",
    shape: /\b\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-+]\d{4}\b/g,
    isReal: passesLuhn,
  },
  { id: "in-aadhaar", shape: /\b[2-9]\d{3} ?\d{4} ?\d{4}\b/g, named: /aadha?ar/i, isReal: passesVerhoeff },
];

export const nationalIds: readonly Detector[] = national.map(({ id, shape, named, isReal }) => ({
  id,
  dataClass: "personal-data" as const,
  fewest: 2,
  find: (text) => (named && !named.test(text) ? new Set<string>() : matching(text, shape, isReal)),
}));

const isDay = (text: string): boolean => Number(text) >= 1 && Number(text) <= 31;

/** Of the first ten digits exactly one stands there twice or three times. */
function repeatsOneDigit(digits: string): boolean {
  const counts = Object.values(Object.groupBy(Array.from(digits), (digit) => digit)).map(
    (same) => same?.length ?? 0,
  );
  return counts.filter((count) => count > 1).length === 1 && Math.max(...counts) <= 3;
}

/** Corsica's departments count as 19 and 18. */
function isNir(value: string): boolean {
  const number = value.slice(0, 13).replace("2A", "19").replace("2B", "18");
  return 97 - remainderBy97(number) === Number(value.slice(13));
}

function isCpf(digits: string): boolean {
  const checked = (length: number) => {
    const rest =
      (weightedSum(
        digits,
        Array.from({ length }, (_, at) => length + 1 - at),
      ) *
        10) %
      11;
    return rest % 10 === Number(digits[length]);
  };
  return !/^(\d)\1+$/.test(digits) && checked(9) && checked(10);
}

const oddValues = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

function isCodiceFiscale(value: string): boolean {
  const sum = Array.from(value.slice(0, 15)).reduce((all, sign, at) => {
    const order = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65;
    return all + (at % 2 === 0 ? (oddValues[order] ?? 0) : order);
  }, 0);
  return String.fromCharCode(65 + (sum % 26)) === value[15];
}
