import { fail, notApplicable, pass, type CheckOutcome } from "./check.ts";
import { flawsOf, isWatched } from "./known-flaws.ts";

/** The outcome of a version of a product; not applicable where it has none, or nothing grave of the product is known. */
export function judgeVersion(product: string, version: string | null): CheckOutcome {
  if (!isWatched(product) || version === null) return notApplicable;
  const flaws = flawsOf(product, version);
  return flaws.length === 0
    ? pass
    : fail(`In version ${version} ${flaws.map(({ id, what }) => `${what} (${id})`).join(", and ")}`, {
        version,
        flaws: flaws.map(({ id }) => id),
        mendedIn: flaws.map(({ below }) => below),
      });
}
