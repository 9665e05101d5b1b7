import { toApi } from "../api-shape.ts";
import type { Block } from "../block.ts";

/** What starts a trigger by itself. */
const events = [
  "github",
  "repository_event_config",
  "bitbucket_server_trigger_config",
  "trigger_template",
  "pubsub_config",
  "webhook_config",
];

/** A trigger of Cloud Build. One that nothing starts is started by hand, which the service says in a word. */
export function buildTriggerOf(block: Block): Record<string, unknown> {
  const written = toApi(block, { lists: ["step"], renamed: { step: "steps" }, maps: ["substitutions"] });
  const isByHand = !events.some((event) => block.has(event));
  return { ...written, ...(isByHand ? { eventType: "MANUAL" } : {}) };
}
