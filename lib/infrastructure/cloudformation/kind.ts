import { asRecord } from "../record.ts";
import type { Wording } from "./to-terraform.ts";

export type Properties = Readonly<Record<string, unknown>>;
/** What Terraform has as a resource of its own. Its properties are in CloudFormation's words. */
export type Part = Wording & { type: string; properties: Properties };

/** A type of CloudFormation's, as the Terraform type that the providers' answers are made from. */
export type Kind = Wording & {
  /** Null for what only gives parts to others. */
  type: string | null;
  /** What `Ref` gives of it: its id, unless another attribute is named. */
  ref?: string;
  /** Properties that Terraform has in another shape. */
  adjust?: (properties: Properties) => Properties;
  parts?: (properties: Properties, own: Readonly<Record<string, string>>) => readonly Part[];
};

export const listOf = (value: unknown): Properties[] => (Array.isArray(value) ? value.map(asRecord) : []);

export const textsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
