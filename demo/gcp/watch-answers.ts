import { project, serviceAccount, type Variant } from "./description.ts";

const billingAccount = "billingAccounts/01F4C2-7AA310-9D5E6B";

const budget = {
  name: `${billingAccount}/budgets/5c1b0c9e-2f7c-4a5b-8a3f-3f1f4dbd2d10`,
  displayName: "Document insights",
  budgetFilter: { projects: [`projects/${project.number}`], calendarPeriod: "MONTH" },
  amount: { specifiedAmount: { currencyCode: "EUR", units: "6000" } },
  thresholdRules: [{ thresholdPercent: 0.5 }, { thresholdPercent: 0.9 }, { thresholdPercent: 1 }],
  notificationsRule: { monitoringNotificationChannels: [`projects/${project.id}/notificationChannels/11`] },
};

const watching = [
  "container-threat-detection",
  "event-threat-detection",
  "security-health-analytics",
  "vm-threat-detection",
].map((service) => ({
  name: `projects/${project.id}/locations/global/securityCenterServices/${service}`,
  intendedEnablementState: "INHERITED",
  effectiveEnablementState: "ENABLED",
}));

/** Wrong until fixed: the notebook's account holds a role that it does not use. */
const recommendations = (variant: Variant) =>
  variant === "fixed"
    ? {}
    : {
        recommendations: [
          {
            name: `projects/${project.number}/locations/global/recommenders/google.iam.policy.Recommender/recommendations/6c1a3d52-91b5-4d0c-8a0b-2b0f0f5e7b44`,
            description: "Replace the current role with a smaller role to cover the permissions needed.",
            recommenderSubtype: "REPLACE_ROLE",
            priority: "P1",
            stateInfo: { state: "ACTIVE" },
            content: {
              overview: {
                member: `serviceAccount:${serviceAccount("research-workbench")}`,
                removedRole: "roles/editor",
                addedRoles: ["roles/storage.objectViewer"],
                minimumObservationPeriodInDays: "90",
              },
            },
          },
        ],
      };

/** What watches the project's spending, threats and roles. Null for the rest. */
export function watchAnswer(call: string, variant: Variant): unknown {
  switch (call) {
    case "cloudbilling:projects.getBillingInfo":
      return {
        name: `projects/${project.id}/billingInfo`,
        projectId: project.id,
        billingAccountName: billingAccount,
        billingEnabled: true,
      };
    case "billingbudgets:billingAccounts.budgets.list":
      return { budgets: [budget] };
    case "securitycentermanagement:projects.locations.securityCenterServices.list":
      return { securityCenterServices: watching };
    case "dlp:organizations.locations.fileStoreDataProfiles.list":
    case "dlp:organizations.locations.tableDataProfiles.list":
      return {};
    case "securitycenter:projects.sources.findings.list":
      return { readTime: "2026-11-16T05:30:00Z" };
    case "recommender:projects.locations.recommenders.recommendations.list":
      return recommendations(variant);
    default:
      return null;
  }
}
