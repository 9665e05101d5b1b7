import { attackPaths } from "./attack-paths/registry.ts";
import { outsiderToCrownJewel } from "./generic-reach/outsider-to-crown-jewel.ts";
import type { PathStory } from "./path-story.ts";

/** Every kind of path that correlation looks for: the shapes, and what no shape says. */
export const allPaths: readonly PathStory[] = [...attackPaths, outsiderToCrownJewel];
