export const providers = ["aws", "azure", "gcp"] as const;
export type Provider = (typeof providers)[number];

export const providerTitles: Record<Provider, string> = {
  aws: "AWS",
  azure: "Azure",
  gcp: "Google Cloud",
};
