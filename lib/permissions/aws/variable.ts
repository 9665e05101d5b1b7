import type { CallContext } from "../decision.ts";
import { literalQuestion, literalStar } from "./pattern.ts";

/** A pattern with its variables replaced. */
export type Resolved = {
  /** What is unknown stands as a star. */
  pattern: string;
  /** Keys that stand as a star because nobody told them. */
  maybe: readonly string[];
  /** A variable has no value at all, so the pattern fits nothing. */
  absent: boolean;
};

/**
 * Replaces `${key}` and `${key, 'default'}` by what the call carries; `${*}`, `${?}` and `${$}` stand for themselves.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function resolve(pattern: string, context: CallContext): Resolved {
  if (!pattern.includes("${")) return { pattern, maybe: [], absent: false };
  const maybe: string[] = [];
  let absent = false;
  const replaced = pattern.replaceAll(/\$\{([^}]*)\}/g, (_, inner: string) => {
    const special = specials[inner.trim()];
    if (special !== undefined) return special;
    const [, name = "", fallback] = /^([^,]*)(?:,\s*'([^']*)')?\s*$/s.exec(inner) ?? [];
    const key = name.trim().toLowerCase();
    const values = context(key);
    if (values === null) {
      maybe.push(key);
      return "*";
    }
    const [value] = values;
    // A key with several values is no single text, and one that is not there has its default or nothing.
    if (value !== undefined && values.length === 1) return literal(value);
    if (fallback !== undefined) return literal(fallback);
    absent = true;
    return "";
  });
  return { pattern: replaced, maybe, absent };
}

const specials: Readonly<Record<string, string>> = { "*": literalStar, "?": literalQuestion, $: "$" };

const literal = (text: string): string => text.replaceAll("*", literalStar).replaceAll("?", literalQuestion);
