import type { AttackPath } from "#lib/domain/attack-path.ts";

/** What is told of a kind of path, whether a shape finds it or generic reach does. */
export type PathStory = Pick<
  AttackPath,
  "id" | "title" | "severity" | "layers" | "story" | "fixes" | "atlas" | "owasp" | "identity"
> & {
  /** One for each leg between two stops. */
  hops: readonly unknown[];
};

export const isShape = (story: PathStory): story is AttackPath => "from" in story;
