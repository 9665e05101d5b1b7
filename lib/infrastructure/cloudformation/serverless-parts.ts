import type { TemplateResource } from "./template.ts";

/** What only the transform knows. */
export const untold = { "Fn::Transform": "AWS::Serverless" };
export const ref = (logicalId: string) => ({ Ref: logicalId });

/** One more resource that is made of another, and told where that one stands. */
export const madeOf = (
  origin: TemplateResource,
  logicalId: string,
  type: string,
  properties: Readonly<Record<string, unknown>>,
): TemplateResource => ({
  ...origin,
  logicalId,
  type,
  properties,
  origin: origin.origin ?? origin.logicalId,
});
