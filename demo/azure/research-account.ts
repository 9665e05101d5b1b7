import { openAiAccount, strictFilter } from "./ai-kinds.ts";
import { privateEndpointTo, resourceId, type Thing, type Variant } from "./arm.ts";

const group = "rg-research";
const name = "aoai-research-weu";

/** What research-agent calls from another cloud, with a key; only that it takes keys is wrong here. */
export const researchAccount = (variant: Variant): Thing[] => [
  openAiAccount({
    name,
    group,
    tags: { owner: "research", environment: "production", workload: "research-agent" },
    keys: variant === "as-is",
    network: "selected-addresses",
    logged: true,
    deployment: { name: "gpt-4o-research", filter: "research-strict" },
    filters: (id) => [strictFilter(id, "research-strict")],
  }),
  privateEndpointTo(resourceId(group, "Microsoft.CognitiveServices/accounts", name), "account"),
];
