/** Where resources come from; the first word of every resource type. */
export const providers = [
  "aws",
  "azure",
  "gcp",
  "kubernetes",
  "github",
  "gitlab",
  "openai",
  "anthropic",
  "huggingface",
  "onprem",
] as const;
export type Provider = (typeof providers)[number];

export const providerTitles: Record<Provider, string> = {
  aws: "AWS",
  azure: "Azure",
  gcp: "Google Cloud",
  kubernetes: "Kubernetes",
  github: "GitHub",
  gitlab: "GitLab",
  openai: "OpenAI",
  anthropic: "Anthropic",
  huggingface: "Hugging Face",
  onprem: "On premises",
};
