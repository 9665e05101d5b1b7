import type { Row } from "../row.ts";
import { asset, key, location, place, project, under } from "./asset.ts";

const collections = `projects/${project}/locations/eu/collections/default_collection`;
const dataStore = "google_discovery_engine_data_store";
const harms = ["DANGEROUS", "HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT"];

export const grounding: readonly Row[] = [
  {
    type: dataStore,
    untold: { "gcp/search-data-store-acl": "The provider has no attribute for it" },
    hcl: ["good", "bad"]
      .map(
        (form) => `
    resource "${dataStore}" "${form}" {
      data_store_id = "${form}"
      display_name = "${form}"
      project = "${project}"
      location = "eu"
      industry_vertical = "GENERIC"
      content_config = "NO_CONTENT"
      solution_types = ["SOLUTION_TYPE_SEARCH"]
      ${form === "good" ? "kms_key_name = google_kms_crypto_key.good.id" : ""}
    }`,
      )
      .join("\n"),
    resources: ["good", "bad"].map((form) =>
      asset("discoveryengine.googleapis.com/DataStore", `${collections}/dataStores/${form}`, {
        name: `${collections}/dataStores/${form}`,
        displayName: form,
        industryVertical: "GENERIC",
        contentConfig: "NO_CONTENT",
        solutionTypes: ["SOLUTION_TYPE_SEARCH"],
        ...(form === "good" ? { kmsKeyName: key } : {}),
      }),
    ),
    answers: [],
  },
  {
    type: "google_discovery_engine_search_engine",
    neverBad: "What opens an engine and logs its use is set beside it",
    untold: {
      "api/access-logging": "The provider has no attribute for it",
      "api/authentication": "Its page is set beside it",
    },
    hcl: ["good", "bad"]
      .map(
        (form) => `
    resource "google_discovery_engine_search_engine" "${form}" {
      engine_id = "engine-${form}"
      display_name = "engine-${form}"
      collection_id = "default_collection"
      project = "${project}"
      location = "eu"
      data_store_ids = [${dataStore}.${form}.data_store_id]
      search_engine_config { search_tier = "SEARCH_TIER_ENTERPRISE" }
    }`,
      )
      .join("\n"),
    resources: ["good", "bad"].map((form) =>
      asset("discoveryengine.googleapis.com/Engine", `${collections}/engines/engine-${form}`, {
        name: `${collections}/engines/engine-${form}`,
        displayName: `engine-${form}`,
        solutionType: "SOLUTION_TYPE_SEARCH",
        dataStoreIds: [form],
        searchEngineConfig: { searchTier: "SEARCH_TIER_ENTERPRISE" },
      }),
    ),
    answers: [
      [
        "discoveryengine:projects.locations.collections.engines.widgetConfigs.get",
        {},
        { accessSettings: {} },
      ],
    ],
  },
  {
    type: "google_model_armor_template",
    hcl: `
    resource "google_model_armor_template" "good" {
      template_id = "good"
      ${place}
      filter_config {
        pi_and_jailbreak_filter_settings {
          filter_enforcement = "ENABLED"
          confidence_level = "LOW_AND_ABOVE"
        }
        malicious_uri_filter_settings { filter_enforcement = "ENABLED" }
        sdp_settings {
          basic_config { filter_enforcement = "ENABLED" }
        }
        rai_settings {
          ${harms
            .map(
              (type) => `rai_filters {
            filter_type = "${type}"
            confidence_level = "LOW_AND_ABOVE"
          }`,
            )
            .join("\n")}
        }
      }
      template_metadata {
        enforcement_type = "INSPECT_AND_BLOCK"
        log_sanitize_operations = true
      }
    }
    resource "google_model_armor_template" "bad" {
      template_id = "bad"
      ${place}
      filter_config {
        rai_settings {
          rai_filters {
            filter_type = "DANGEROUS"
            confidence_level = "HIGH"
          }
        }
      }
    }`,
    answers: [
      ["modelarmor:projects.locations.list", {}, { locations: [{ name: under, locationId: location }] }],
      [
        "modelarmor:projects.locations.templates.list",
        { location },
        {
          templates: [
            {
              name: `${under}/templates/good`,
              filterConfig: {
                piAndJailbreakFilterSettings: {
                  filterEnforcement: "ENABLED",
                  confidenceLevel: "LOW_AND_ABOVE",
                },
                maliciousUriFilterSettings: { filterEnforcement: "ENABLED" },
                sdpSettings: { basicConfig: { filterEnforcement: "ENABLED" } },
                raiSettings: {
                  raiFilters: harms.map((filterType) => ({ filterType, confidenceLevel: "LOW_AND_ABOVE" })),
                },
              },
              templateMetadata: { enforcementType: "INSPECT_AND_BLOCK", logSanitizeOperations: true },
            },
            {
              name: `${under}/templates/bad`,
              filterConfig: {
                raiSettings: { raiFilters: [{ filterType: "DANGEROUS", confidenceLevel: "HIGH" }] },
              },
            },
          ],
        },
      ],
    ],
  },
  {
    type: "google_model_armor_floorsetting",
    neverBad: "What a project screens is the project's, and code is judged without it",
    hcl: `
    resource "google_model_armor_floorsetting" "good" {
      parent = "projects/${project}"
      location = "global"
      enable_floor_setting_enforcement = true
      integrated_services = ["AI_PLATFORM"]
      ai_platform_floor_setting {
        inspect_and_block = true
        enable_cloud_logging = true
      }
      filter_config {
        rai_settings {
          rai_filters {
            filter_type = "DANGEROUS"
            confidence_level = "LOW_AND_ABOVE"
          }
        }
      }
    }`,
    answers: [
      [
        "modelarmor:projects.locations.getFloorSetting",
        {},
        {
          name: `projects/${project}/locations/global/floorSetting`,
          enableFloorSettingEnforcement: true,
          integratedServices: ["AI_PLATFORM"],
          aiPlatformFloorSetting: { inspectAndBlock: true, enableCloudLogging: true },
          filterConfig: {
            raiSettings: { raiFilters: [{ filterType: "DANGEROUS", confidenceLevel: "LOW_AND_ABOVE" }] },
          },
        },
      ],
    ],
  },
];
