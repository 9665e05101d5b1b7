import { narrowIdentity } from "#lib/domain/attack-path-fixes.ts";

import type { PathStory } from "../path-story.ts";

/** What generic reach finds and no shape says: from a low-trust entry over usable relationships to what matters most. */
export const outsiderToCrownJewel: PathStory = {
  id: "outsider-to-crown-jewel",
  title: "Somebody outside can reach what matters most",
  severity: "high",
  layers: [],
  story: "Whoever comes in by {0} gets as far as {1}, and from there to {2}.",
  fixes: [
    {
      aspect: "close-entry",
      stop: 0,
      change: "Take {0} off the internet, or let in only whom you name",
      effort: "medium",
      checks: [
        "*/authentication",
        "*/not-reachable-from-public-network",
        "notebook/no-public-address",
        "data-store/not-publicly-writable",
        "identity/federation-exact",
        "aws/iam-external-trust",
        "workflow/*",
        "repository/*",
      ],
    },
    narrowIdentity(1, "Take from {1} what leads to {2}"),
  ],
  atlas: ["AML.T0049", "AML.T0012"],
  owasp: ["LLM06:2025", "ASI03"],
  identity: { start: 0, end: 1 },
  hops: ["as far as an intruder gets", "to what is lost"],
};
