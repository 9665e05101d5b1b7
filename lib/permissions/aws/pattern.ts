/**
 * IAM's patterns: `*` is any text, `?` one character. Two private characters stand for a star and a question mark that
 * are meant literally, as `${*}` writes them.
 */
export const literalStar = "\uE100";
export const literalQuestion = "\uE101";

/** Whether `text` fits. Two pointers and one point to return to: linear in practice, whatever the author wrote. */
export function fits(pattern: string, text: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let resumeAt = 0;
  while (at < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === "*") {
      star = inPattern++;
      resumeAt = at;
    } else if (wanted !== undefined && isOne(wanted, text[at])) {
      inPattern++;
      at++;
    } else if (star >= 0) {
      inPattern = star + 1;
      at = ++resumeAt;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}

const isOne = (wanted: string, found: string | undefined): boolean =>
  wanted === "?" ||
  wanted === found ||
  (wanted === literalStar && found === "*") ||
  (wanted === literalQuestion && found === "?");

/** Text that nobody writes: a pattern that fits it fits whatever may stand there. */
const anyText = Array.from({ length: 48 }, (_, index) => String.fromCharCode(0xe200 + index)).join("");

/** One that fits `target` and is like no other: what is true of it is true of all that nobody speaks of apart. */
export const instanceOf = (target: string): string =>
  target.includes("*") ? target.replaceAll("*", anyText) : target;

/** Whether everything that fits `target` also fits `pattern`. */
export const covers = (pattern: string, target: string): boolean => fits(pattern, instanceOf(target));

/** Whether some text fits both. */
export function intersects(a: string, b: string): boolean {
  if (!b.includes("*")) return fits(a, b);
  const width = b.length + 1;
  const known = new Int8Array((a.length + 1) * width);
  const meet = (i: number, j: number): boolean => {
    const at = i * width + j;
    const before = known[at];
    if (before !== 0) return before === 1;
    known[at] = -1;
    const found = meetsAt(i, j);
    known[at] = found ? 1 : -1;
    return found;
  };
  const meetsAt = (i: number, j: number): boolean => {
    const [left, right] = [a[i], b[j]];
    if (left === undefined && right === undefined) return true;
    if (left === "*") return meet(i + 1, j) || (right !== undefined && meet(i, j + 1));
    if (right === "*") return meet(i, j + 1) || (left !== undefined && meet(i + 1, j));
    return left !== undefined && right !== undefined && isOne(left, right) && meet(i + 1, j + 1);
  };
  return meet(0, 0);
}

/**
 * Compares ARNs part by part, as IAM does: a wildcard ends at its colon, except in the last part that is written.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function comparesArn(
  pattern: string,
  target: string,
  compare: (pattern: string, target: string) => boolean,
): boolean {
  if (pattern === "*") return true;
  const wanted = partsOf(pattern);
  const last = wanted.length - 1;
  const found = partsOf(target, wanted.length);
  if (found.length !== wanted.length) return false;
  for (let index = 0; index < last; index++) if (!fits(wanted[index] ?? "", found[index] ?? "")) return false;
  return compare(wanted[last] ?? "", found[last] ?? "");
}

/** The part of `target` that a pattern speaks of, where that is less than all of it. */
export function partWithin(pattern: string, target: string): string | null {
  if (!comparesArn(pattern, target, intersects)) return null;
  const wanted = partsOf(pattern);
  const found = partsOf(target);
  const last = (wanted.length === found.length ? wanted.at(-1) : undefined)?.replaceAll("?", "x");
  if (last === undefined || !covers(found.at(-1) ?? "", last)) return null;
  return [...found.slice(0, -1), last].join(":");
}

/** At most six parts, of which the last holds all that follows. */
function partsOf(arn: string, limit = 6): string[] {
  const parts: string[] = [];
  let from = 0;
  while (parts.length < limit - 1) {
    const colon = arn.indexOf(":", from);
    if (colon < 0) break;
    parts.push(arn.slice(from, colon));
    from = colon + 1;
  }
  parts.push(arn.slice(from));
  return parts;
}
