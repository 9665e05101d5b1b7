import type { Relationship } from "#lib/domain/relationship.ts";
import { holdsCredential } from "../credential.ts";
import { lastSegment } from "./names.ts";

/** An environment variable. `value` is null where it comes from a secret store. */
export type Variable = { name: string; value: string | null };

/** Names of variables that hold a credential in clear. */
export const secretVariables = (variables: readonly Variable[]): string[] =>
  variables
    .filter(({ name, value }) => value !== null && holdsCredential(name, value))
    .map(({ name }) => name);

/** Hosts that values name, as addresses or bare. */
export const calledHosts = (variables: readonly Variable[]): string[] => [
  ...new Set(
    variables.flatMap(({ value }) => {
      const address = /^(?:[a-z][a-z0-9+.-]*:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#].*)?$/i.exec(
        value ?? "",
      );
      return address?.[1] ? [address[1].toLowerCase()] : [];
    }),
  ),
];

/**
 * What the values say the workload calls: an endpoint or an index endpoint that exists, by full name or by bare id.
 * Ids that people chose may be short, so a bare one must have six characters before it proves anything.
 */
export function calledResources(
  from: string,
  variables: readonly Variable[],
  vertexKeys: readonly string[],
): Relationship[] {
  const called = vertexKeys.filter((key) => {
    const relative = key.replace("//aiplatform.googleapis.com/", "");
    const id = lastSegment(key);
    return variables.some(
      ({ value }) => value !== null && (value === relative || (id.length >= 6 && lastSegment(value) === id)),
    );
  });
  return called.map((to) => ({
    from,
    kind: to.includes("/indexEndpoints/") ? "grounded-on" : "invokes",
    to,
    reason: "Named in its environment",
  }));
}
