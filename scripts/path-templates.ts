/** A way an attacker takes through a generative-AI workload, collected before any shape was written. */
export type PathTemplate = {
  /** P of our own survey, R of the combinations that no open product computes. */
  id: string;
  way: string;
  /** What of it data cannot decide, or why none of it can. */
  note?: string;
};

export const pathTemplates: readonly PathTemplate[] = [
  { id: "P01", way: "Unauthenticated API on the internet, an application, a model opened by a key" },
  { id: "P02", way: "Public repository with a model's key in clear, an endpoint without network limit" },
  { id: "P03", way: "Exposed vulnerable machine or pod, its identity, a model it may use" },
  { id: "P04", way: "Store that anyone may write, which grounds what an application answers" },
  { id: "P05", way: "Store of sensitive data that anyone may read, used for grounding" },
  { id: "P06", way: "Too powerful an identity, write on training data, a job, the deployed model" },
  {
    id: "P07",
    way: "Sensitive data, a model fine-tuned on it, an endpoint without an output filter",
    note: "A classifier trained from nothing repeats no text, so only fine-tuned models count.",
  },
  {
    id: "P08",
    way: "Untrusted source in an agent's context, a tool that writes without asking",
    note: "Mail and web pages are no resources that an API lists; stores that anyone may write stand for them.",
  },
  { id: "P09", way: "The same, a tool that reaches out, data leaves", note: "As P08." },
  {
    id: "P10",
    way: "Agent with far more rights than its caller, a sensitive store",
    note: "What one caller may do is not told by configuration; whoever comes over the internet counts as having no right.",
  },
  { id: "P11", way: "Tool server on the internet without authentication, the agent's tools" },
  { id: "P12", way: "Tool server from an unverified or unpinned image, an agent with secrets" },
  {
    id: "P13",
    way: "Untrusted model, registry, an inference host with a cloud identity",
    note: "A model without a named publisher counts; whether its files hold code is a check of the connector that lists files.",
  },
  { id: "P14", way: "Image that others can move, the role of a training job, the store of model weights" },
  { id: "P15", way: "Notebook with a public address, its role, weights and data" },
  { id: "P16", way: "Pipeline with a long-lived cloud key, a model's, prompt's or agent's settings" },
  {
    id: "P17",
    way: "Vector database exposed or shared, what is retrieved from it",
    note: "Tenants inside one index are data, not configuration; access far beyond its application stands for sharing.",
  },
  { id: "P18", way: "Credential in a system prompt, the prompt leaks, what the credential opens" },
  { id: "P19", way: "Store of invocation logs, readable by a wide group" },
  {
    id: "P20",
    way: "Forgotten account with rights over AI, used again",
    note: "That it is used again is an event of the runtime; that it lies there is the path.",
  },
  {
    id: "P21",
    way: "No guardrail before a deployment that is public",
    note: "That one was there before is history; that none is there is the path.",
  },
  { id: "P22", way: "No quota and no budget behind a public endpoint that takes keys" },
  { id: "P23", way: "Role chain from another account or cloud, a model" },
  { id: "P24", way: "Agent with untrusted input, a powerful agent it hands work to" },
  {
    id: "R01",
    way: "Public API, function or inference service without authentication, a model without guardrail",
  },
  { id: "R02", way: "That, and the model reads sensitive data" },
  { id: "R03", way: "Broad writer, grounding data, an agent whose tools change state" },
  { id: "R04", way: "Training data open to the public or another account, a model, a deployed endpoint" },
  { id: "R05", way: "Movable image or unpinned pipeline step, inference with a powerful identity" },
  { id: "R06", way: "Long-lived key of a provider, no log, alarm or budget" },
  { id: "R07", way: "Somebody who may pass a role, a notebook, job or interpreter, a store" },
  { id: "R08", way: "Notebook on the internet with a broad role, model files" },
  { id: "R09", way: "Agent's identity, secrets, keys and identities beyond its tools" },
  { id: "R10", way: "Unauthenticated tool gateway, an agent, a cloud role" },
  { id: "R11", way: "Exposed inference server in a cluster, its identity, buckets and registries" },
  { id: "R12", way: "Vector store open to the public or to a key, embeddings of sensitive data" },
  { id: "R13", way: "AI account with keys, public network and no diagnostics" },
  { id: "R14", way: "Endpoint or workbench on the internet that runs as an editor of the project" },
  { id: "R15", way: "Key shared by many services and owned by nobody, what it opens" },
  {
    id: "R16",
    way: "Model or region that nobody manages, with real traffic",
    note: "Traffic is seen by who is configured to call; requests that only a provider's log shows are a detection's.",
  },
];
