import type { DecidingStatement, PolicyName } from "../decision.ts";
import { both, either, type Truth } from "../truth.ts";
import type { AwsPolicy, Statement } from "./policy.ts";

/** A statement that speaks of the call, with the keys on which that still rests. */
export type Voice = {
  truth: Exclude<Truth, "no">;
  policy: PolicyName;
  statement: string | null;
  effect: "allow" | "deny";
  why: string;
  keys: readonly string[];
};

/** Whether something is granted, who says so, and where it would have had to be said. */
export type Grounds = {
  truth: Truth;
  voices: readonly Voice[];
  silent: readonly PolicyName[];
};

export const noGrounds = (...silent: PolicyName[]): Grounds => ({ truth: "no", voices: [], silent });
export const sureGrounds: Grounds = { truth: "yes", voices: [], silent: [] };

/** What voices together grant; without one, the policy that stayed silent. */
export function heard(voices: readonly Voice[], silent: readonly PolicyName[]): Grounds {
  const sure = voices.filter(({ truth }) => truth === "yes");
  if (sure.length > 0) return { truth: "yes", voices: sure, silent: [] };
  return voices.length > 0 ? { truth: "maybe", voices, silent: [] } : noGrounds(...silent);
}

/** Both are needed: what is missing is named, else all that was said. */
export function needsBoth(a: Grounds, b: Grounds): Grounds {
  const truth = both(a.truth, b.truth);
  if (truth === "no")
    return noGrounds(...[a, b].filter((one) => one.truth === "no").flatMap(({ silent }) => silent));
  return { truth, voices: [...a.voices, ...b.voices], silent: [] };
}

/** One is enough: the surer one is named. */
export function needsOne(a: Grounds, b: Grounds): Grounds {
  const truth = either(a.truth, b.truth);
  if (truth === "no") return noGrounds(...a.silent, ...b.silent);
  return {
    truth,
    voices: [a, b].filter((one) => one.truth === truth).flatMap(({ voices }) => voices),
    silent: [],
  };
}

/** A limit gives nothing, so where it surely allows there is nothing to tell. */
export const limit = (grounds: Grounds): Grounds => (grounds.truth === "yes" ? sureGrounds : grounds);

export const voiceOf = (
  { name }: Pick<AwsPolicy, "name">,
  { id, effect }: Statement,
  truth: Voice["truth"],
  keys: ReadonlySet<string>,
  action: string,
): Voice => ({
  truth,
  policy: name,
  statement: id,
  effect,
  why: `${effect === "allow" ? "allows" : "denies"} ${action}${truth === "maybe" ? ` depending on ${[...keys].join(", ")}` : ""}`,
  keys: [...keys],
});

export const toDeciding = ({ policy, statement, effect, why }: Voice): DecidingStatement => ({
  policy,
  statement,
  effect,
  why,
});
