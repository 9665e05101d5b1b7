// Written by scripts/gen-registry.ts. Run: npm run gen
import { withCollectors, type Connector } from "#lib/domain/connector.ts";
import anthropicConnector from "./anthropic/connector.ts";
import awsConnector from "./aws/connector.ts";
import azureConnector from "./azure/connector.ts";
import gcpConnector from "./gcp/connector.ts";
import githubConnector from "./github/connector.ts";
import gitlabConnector from "./gitlab/connector.ts";
import huggingfaceConnector from "./huggingface/connector.ts";
import kubernetesConnector from "./kubernetes/connector.ts";
import onpremConnector from "./onprem/connector.ts";
import openaiConnector from "./openai/connector.ts";
import githubRunnerGroupsCollector from "./github/runner-groups.collector.ts";
import gitlabRunnersCollector from "./gitlab/runners.collector.ts";
import gitlabTriggerTokensCollector from "./gitlab/trigger-tokens.collector.ts";

export const connectors: readonly Connector[] = [
  anthropicConnector,
  awsConnector,
  azureConnector,
  gcpConnector,
  withCollectors(githubConnector, [githubRunnerGroupsCollector]),
  withCollectors(gitlabConnector, [gitlabRunnersCollector, gitlabTriggerTokensCollector]),
  huggingfaceConnector,
  kubernetesConnector,
  onpremConnector,
  openaiConnector,
];
