import { asRecord, isRecord } from "../record.ts";

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax, as Bicep writes it too. */
export const isArmTemplate = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) &&
  /\/(deploymentTemplate|subscriptionDeploymentTemplate|managementGroupDeploymentTemplate|tenantDeploymentTemplate)\.json/i.test(
    String(value["$schema"]),
  ) &&
  (Array.isArray(value["resources"]) || isRecord(value["resources"]));

/** Resources stand in a list, or under names of their own. */
export const resourcesIn = (template: Readonly<Record<string, unknown>>): readonly unknown[] => {
  const { resources } = template;
  return Array.isArray(resources) ? resources : Object.values(asRecord(resources));
};
