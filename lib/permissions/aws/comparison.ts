import { isInRange } from "./ip-range.ts";
import { comparesArn, fits, literalQuestion, literalStar } from "./pattern.ts";

/** How one value of a policy is compared with one of the call. */
export type Comparison = {
  matches: (wanted: string, found: string) => boolean;
  takesVariables: boolean;
};

const text = (matches: Comparison["matches"]): Comparison => ({ matches, takesVariables: true });
const plain = (matches: Comparison["matches"]): Comparison => ({ matches, takesVariables: false });

/** A value without its marks for literal stars, for comparisons that know no wildcard. */
const unmarked = (wanted: string): string =>
  wanted.replaceAll(literalStar, "*").replaceAll(literalQuestion, "?");

function numbers(compare: (found: number, wanted: number) => boolean): Comparison {
  return plain((wanted, found) => {
    const [left, right] = [toNumber(found), toNumber(wanted)];
    return left !== null && right !== null && compare(left, right);
  });
}

function toNumber(value: string): number | null {
  const number = value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

function dates(compare: (found: number, wanted: number) => boolean): Comparison {
  return plain((wanted, found) => {
    const [left, right] = [toTime(found), toTime(wanted)];
    return left !== null && right !== null && compare(left, right);
  });
}

/** ISO 8601, or seconds since 1970. */
function toTime(value: string): number | null {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

/** Colon by colon; a wildcard does not reach over one. An ARN with fewer parts fits nothing. */
const arns = text((wanted, found) => {
  if (wanted === "*") return true;
  return wanted.split(":").length >= 6 && comparesArn(wanted, found, fits);
});

/** By name in lower case; a negated one is found by leaving its `not` out. */
export const comparisons: Readonly<Record<string, Comparison>> = {
  stringequals: text((wanted, found) => unmarked(wanted) === found),
  stringequalsignorecase: text((wanted, found) => unmarked(wanted).toLowerCase() === found.toLowerCase()),
  stringlike: text(fits),
  numericequals: numbers((found, wanted) => found === wanted),
  numericlessthan: numbers((found, wanted) => found < wanted),
  numericlessthanequals: numbers((found, wanted) => found <= wanted),
  numericgreaterthan: numbers((found, wanted) => found > wanted),
  numericgreaterthanequals: numbers((found, wanted) => found >= wanted),
  dateequals: dates((found, wanted) => found === wanted),
  datelessthan: dates((found, wanted) => found < wanted),
  datelessthanequals: dates((found, wanted) => found <= wanted),
  dategreaterthan: dates((found, wanted) => found > wanted),
  dategreaterthanequals: dates((found, wanted) => found >= wanted),
  bool: plain((wanted, found) => wanted.toLowerCase() === found.toLowerCase()),
  binaryequals: plain((wanted, found) => wanted === found),
  ipaddress: plain(isInRange),
  arnequals: arns,
  arnlike: arns,
};
