/** Names that Microsoft gives the labels it sets up for a tenant, of those that say the data is not for everybody inside. */
export const defaultLabels = ["Confidential", "Highly Confidential"] as const;

/** Whether a label says that data is sensitive: by Microsoft's own name, or because what bears it is encrypted. */
export const isTellingLabel = (name: string, encrypts: boolean): boolean =>
  encrypts || defaultLabels.some((one) => one.toLowerCase() === name.trim().toLowerCase());
