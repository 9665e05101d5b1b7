import { responsibilityModels } from "./models/registry.ts";

/** What a row of a model is called; its id where no such row is known any more. */
export const rowTitle = (modelId: string, rowId: string): string =>
  responsibilityModels.find(({ id }) => id === modelId)?.rows.find(({ id }) => id === rowId)?.title ?? rowId;
