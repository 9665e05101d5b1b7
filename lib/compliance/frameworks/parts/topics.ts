import { aiTopics } from "./ai-topics.ts";
import { platformTopics } from "./platform-topics.ts";

/** What checks are about, so that a check added to a folder is evidence in every framework at once. */
export const topics = { ...aiTopics, ...platformTopics };
type Topic = keyof typeof topics;

/** The globs of some topics, each once. */
export const checksOn = (...names: readonly Topic[]): readonly string[] => [
  ...new Set<string>(names.flatMap((name) => topics[name])),
];
