import { z } from "zod";

export const DataRetention = z.object({ type: z.string() });

/** https://platform.openai.com/docs/guides/your-data: without a control, abuse monitoring keeps content for 30 days. */
const keepsNothing: ReadonlySet<string> = new Set([
  "zero_data_retention",
  "modified_abuse_monitoring",
  "enhanced_zero_data_retention",
  "enhanced_modified_abuse_monitoring",
]);

export const retentionOf = (type: string): "none" | "up-to-30-days" =>
  keepsNothing.has(type) ? "none" : "up-to-30-days";

/** A project keeps what its organization keeps, unless it was set otherwise. */
export const projectRetention = (type: string, organization: string): string =>
  type === "organization_default" ? organization : type;
