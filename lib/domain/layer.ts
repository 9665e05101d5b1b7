/** The five layers of an AI workload, in the order every page shows them. */
export const layers = ["model", "data", "identity", "api", "pipeline"] as const;
export type Layer = (typeof layers)[number];

export const layerTitles: Record<Layer, string> = {
  model: "Model",
  data: "Data",
  identity: "Identity",
  api: "API",
  pipeline: "Pipeline",
};
