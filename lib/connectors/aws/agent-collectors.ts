import type { Collector } from "#lib/domain/connector.ts";
import { agentcoreGateways } from "./agentcore-gateways.ts";
import { agentcoreCredentialProviders, agentcoreWorkloadIdentities } from "./agentcore-identities.ts";
import { agentcoreMemories } from "./agentcore-memories.ts";
import { agentcorePolicyEngines } from "./agentcore-policy-engines.ts";
import { agentcoreRuntimes } from "./agentcore-runtimes.ts";
import { agentcoreService } from "./agentcore-service.ts";
import { agentcoreBrowsers, agentcoreCodeInterpreters } from "./agentcore-tools.ts";

/** Where agents run, what they call, and what they remember. */
export const agentCollectors: readonly Collector[] = [
  agentcoreService,
  agentcoreRuntimes,
  agentcoreGateways,
  agentcorePolicyEngines,
  agentcoreMemories,
  agentcoreBrowsers,
  agentcoreCodeInterpreters,
  agentcoreWorkloadIdentities,
  agentcoreCredentialProviders,
];
