/** A question that people ask of their estate, ready to be asked and changed. */
export type QueryTemplate = { id: string; title: string; group: string; text: string };

export const queryTemplates: readonly QueryTemplate[] = [
  {
    id: "agents-on-writable-grounding",
    title: "Agents grounded on a store that a broad identity can write",
    group: "Data",
    text: 'agent\n  -[grounded-on]-> knowledge-base\n  -[ingests]-> data-store\n  <-[can-write]- identity as writer where privilege in ["admin", "broad"]',
  },
  {
    id: "who-reads-training-data",
    title: "Who can read or change training data",
    group: "Data",
    text: "model|training-job\n  -[trained-on]-> data-store|dataset\n  <-[can-read|can-write]- identity as who",
  },
  {
    id: "sensitive-and-reachable",
    title: "Sensitive data that can be reached without proof of identity",
    group: "Data",
    text: 'any where sensitivity = "sensitive" and exposure = "anyone"',
  },
  {
    id: "grounding-nobody-logs",
    title: "Grounding stores whose reads leave no trace",
    group: "Data",
    text: "knowledge-base -[ingests]-> data-store where not accessLogging",
  },
  {
    id: "unguarded-agents",
    title: "Agents without a guardrail",
    group: "Model",
    text: "agent without (-[guarded-by]-> guardrail)",
  },
  {
    id: "unguarded-and-reachable",
    title: "Deployed models without a guardrail that anybody can reach",
    group: "Model",
    text: 'model-deployment|agent where exposure in ["anyone", "credential"] without (-[guarded-by]-> guardrail)',
  },
  {
    id: "who-changes-guardrails",
    title: "Who can change a guardrail that is in use",
    group: "Model",
    text: "agent|model-deployment -[guarded-by]-> guardrail <-[can-manage]- identity as who",
  },
  {
    id: "models-near-their-end",
    title: "Models in use that are retired or about to be",
    group: "Model",
    text: 'model where lifecycle in ["legacy", "retired"]',
  },
  {
    id: "who-invokes-models",
    title: "Who can invoke a model, and from where it is reached",
    group: "Identity",
    text: "identity as who -[can-invoke]-> model-deployment|agent|ai-service",
  },
  {
    id: "administrators-for-ai",
    title: "AI workloads that run as an administrator",
    group: "Identity",
    text: 'agent|compute|notebook|training-job\n  -[runs-as]-> identity where privilege in ["admin", "broad"]',
  },
  {
    id: "long-lived-keys-near-models",
    title: "Identities with long-lived keys that may invoke models",
    group: "Identity",
    text: "identity where longLivedKeyCount > 0 with (-[can-invoke]-> any)",
  },
  {
    id: "old-credentials",
    title: "Keys older than 90 days",
    group: "Identity",
    text: "credential where createdAt < ago(90d)",
  },
  {
    id: "trusted-from-outside",
    title: "Identities that others can take on to reach data",
    group: "Identity",
    text: "identity as outsider -[can-assume 1..3]-> identity as taken -[can-read]-> data-store|vector-store",
  },
  {
    id: "open-ways-in",
    title: "Ways in that ask for no proof of identity, and what they lead to",
    group: "API",
    text: 'api|compute where authentication = "none" and publicNetwork\n  -[routes-to|invokes 1..2]-> agent|model-deployment|ai-service|compute',
  },
  {
    id: "tools-that-act-unasked",
    title: "Tools that change something without asking",
    group: "API",
    text: "agent -[uses-tool]-> agent-tool where changesState and not requiresConfirmation",
  },
  {
    id: "credentials-in-settings",
    title: "Workloads with a credential in their settings",
    group: "API",
    text: "compute -[holds-credential-of]-> any",
  },
  {
    id: "replaceable-images",
    title: "Workloads that run an image somebody can replace",
    group: "Pipeline",
    text: "compute|model|training-job -[pulls-image]-> image-registry where not immutableTags <-[can-write]- identity as who",
  },
  {
    id: "notebooks-with-reach",
    title: "Notebooks with a public address, and what they run as",
    group: "Pipeline",
    text: "notebook where publicAddress -[runs-as]-> identity",
  },
  {
    id: "worst-first",
    title: "AI resources with a critical or high finding",
    group: "Findings",
    text: 'agent|model|model-deployment|ai-service|knowledge-base|vector-store\n  where worstFinding in ["critical", "high"]',
  },
];
