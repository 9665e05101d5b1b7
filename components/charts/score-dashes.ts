import type { Layer } from "#lib/domain/layer.ts";

/** How each layer's line is drawn, so that lines are told apart without their color too. */
export const dashes: Record<Layer, string> = {
  model: "0",
  data: "6 3",
  identity: "2 2",
  api: "10 3 2 3",
  pipeline: "1 4",
};
