import { project, region } from "./description.ts";

const filterConfig = {
  raiSettings: {
    raiFilters: ["DANGEROUS", "HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT"].map((filterType) => ({
      filterType,
      confidenceLevel: "MEDIUM_AND_ABOVE",
    })),
  },
  sdpSettings: { basicConfig: { filterEnforcement: "ENABLED" } },
  piAndJailbreakFilterSettings: { filterEnforcement: "ENABLED", confidenceLevel: "LOW_AND_ABOVE" },
  maliciousUriFilterSettings: { filterEnforcement: "ENABLED" },
};

/** What Model Armor answers, and the services of AI that the project does not use. Null for the rest. */
export function guardAnswer(call: string): unknown {
  switch (call) {
    // Neither the organization nor its folders have a policy for firewalls.
    case "compute:networks.getEffectiveFirewalls":
      return {};
    case "modelarmor:projects.locations.getFloorSetting":
      return {
        name: `projects/${project.id}/locations/global/floorSetting`,
        filterConfig,
        enableFloorSettingEnforcement: true,
        integratedServices: ["AI_PLATFORM"],
        aiPlatformFloorSetting: { inspectAndBlock: true, enableCloudLogging: true },
      };
    case "modelarmor:projects.locations.list":
      return {
        locations: [{ name: `projects/${project.id}/locations/${region}`, locationId: region }],
      };
    case "modelarmor:projects.locations.templates.list":
      return {
        templates: [
          {
            name: `projects/${project.id}/locations/${region}/templates/documents`,
            filterConfig,
            templateMetadata: { enforcementType: "INSPECT_AND_BLOCK", logSanitizeOperations: true },
          },
        ],
      };
    case "dialogflow:projects.getAgent":
    case "agentregistry:projects.locations.list":
    case "cloudaicompanion:projects.locations.dataSharingWithGoogleSettings.list":
    case "cloudaicompanion:projects.locations.loggingSettings.list":
      return {};
    default:
      return null;
  }
}
