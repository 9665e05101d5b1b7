import { isCelError, plan, type CelInput } from "@bufbuild/cel";

import type { RelationshipKind } from "#lib/domain/relationship.ts";
import { checkTypes } from "./check-types.ts";
import type { Scope } from "./checker.ts";
import { guardCosts } from "./cost-guard.ts";
import { environment } from "./environment.ts";
import { parseExpression, type Problem } from "./syntax.ts";

export type Compiled = {
  /** True or false, or in words why neither. Runs inside `during`. */
  evaluate: (facts: Record<string, CelInput>) => boolean | { error: string };
  follows: ReadonlySet<RelationshipKind>;
};

/** An expression ready to run, or all that is wrong with it. */
export function compileExpression(
  source: string,
  variables: Scope,
): { compiled: Compiled } | { problems: Problem[] } {
  const tree = parseExpression(source);
  if ("problem" in tree) return { problems: [tree.problem] };
  const { problems, follows } = checkTypes(tree.parsed, variables);
  if (problems.length > 0) return { problems };
  const run = plan(environment, guardCosts(tree.parsed.expr));
  return {
    compiled: {
      follows,
      evaluate: (facts) => {
        const value = run(facts);
        if (typeof value === "boolean") return value;
        return { error: isCelError(value) ? value.message : "It says neither true nor false" };
      },
    },
  };
}
