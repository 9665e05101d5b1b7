import type { FacetsOf } from "./resource-class.ts";
import type { ServiceModel } from "./workload.ts";

/** The one side that must act on a row. `shared`: each has a part of its own. */
export const parties = ["customer", "provider", "shared", "third-party"] as const;
export type Party = (typeof parties)[number];
export const partyTitles: Record<Party, string> = {
  customer: "Customer",
  provider: "Provider",
  shared: "Shared",
  "third-party": "Model provider",
};

/** `unproved`: nothing speaks against it, and nothing proves it. `unknown`: what would tell was not collected. */
export const cellStatuses = ["met", "gap", "unproved", "unknown"] as const;
export type CellStatus = (typeof cellStatuses)[number];

export type ModelOrigin = FacetsOf<"model">["origin"];

/** A row's party where the publisher says "model dependent": decided by where the workload's model comes from. */
export type ByModelOrigin = Record<ModelOrigin, Party>;

export type ResponsibilityRow = {
  id: string;
  group: string;
  title: string;
  /** What has to be done, and by whom it is noticed if it is not. */
  meaning: string;
  parties: Record<ServiceModel, Party | "model-dependent">;
  byModelOrigin?: ByModelOrigin;
  /** Globs over check ids: their outcomes on the workload's resources are the automatic evidence. */
  checks: readonly string[];
  /** What a document has to show where no check can. */
  documents: readonly string[];
};

export type ResponsibilityModel = {
  id: string;
  title: string;
  publisher: string;
  edition: string;
  source: string;
  /** Where our reading goes beyond the source. */
  notes: readonly string[];
  rows: readonly ResponsibilityRow[];
};

export const defineResponsibilityModel = (model: ResponsibilityModel): ResponsibilityModel => model;
