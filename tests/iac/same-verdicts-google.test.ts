import { expect, test } from "vitest";

import type { Scan } from "#lib/commands/scan-recordings.ts";
import { scanHcl, scanText } from "./scanned-plan.ts";

const project = "acme-ai";
const location = "europe-west4";
const under = `projects/${project}/locations/${location}`;
const key = `${under}/keyRings/ai/cryptoKeys/ai`;
const harms = ["DANGEROUS", "HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT"];

const line = (
  service: string,
  operation: string,
  input: object,
  output: object,
  [account, region]: [string, string | null] = [project, null],
) => JSON.stringify({ connector: "gcp", account, region, service, operation, input, output });

/** An estate as Google Cloud answers it. */
const templates = [
  {
    name: `${under}/templates/good`,
    filterConfig: {
      piAndJailbreakFilterSettings: { filterEnforcement: "ENABLED", confidenceLevel: "LOW_AND_ABOVE" },
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
      piAndJailbreakFilterSettings: { filterEnforcement: "DISABLED" },
      raiSettings: { raiFilters: [{ filterType: "DANGEROUS", confidenceLevel: "HIGH" }] },
    },
    templateMetadata: { enforcementType: "INSPECT_ONLY" },
  },
];
const endpoints = [
  {
    name: `${under}/endpoints/good`,
    displayName: "good",
    encryptionSpec: { kmsKeyName: key },
    privateServiceConnectConfig: { enablePrivateServiceConnect: true },
    predictRequestResponseLoggingConfig: {
      enabled: true,
      samplingRate: 1,
      bigqueryDestination: { outputUri: "bq://acme-ai.logs.requests" },
    },
  },
  { name: `${under}/endpoints/bad`, displayName: "bad" },
];

const recording = [
  line(
    "cloudresourcemanager",
    "projects.search",
    {},
    { projects: [{ name: `projects/${project}`, projectId: project, state: "ACTIVE" }] },
    ["-", null],
  ),
  line("modelarmor", "projects.locations.list", {}, { locations: [{ name: under, locationId: location }] }),
  line("modelarmor", "projects.locations.getFloorSetting", {}, {}),
  line("modelarmor", "projects.locations.templates.list", { location }, { templates }),
  line("aiplatform", "projects.locations.endpoints.list", {}, { endpoints }, [project, location]),
].join("\n");

/** The same estate as Terraform declares it. */
const hcl = `
  resource "google_model_armor_template" "good" {
    template_id = "good"
    project = "${project}"
    location = "${location}"
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
    project = "${project}"
    location = "${location}"
    filter_config {
      pi_and_jailbreak_filter_settings { filter_enforcement = "DISABLED" }
      rai_settings {
        rai_filters {
          filter_type = "DANGEROUS"
          confidence_level = "HIGH"
        }
      }
    }
    template_metadata { enforcement_type = "INSPECT_ONLY" }
  }
  resource "google_vertex_ai_endpoint" "good" {
    name = "good"
    display_name = "good"
    project = "${project}"
    location = "${location}"
    encryption_spec { kms_key_name = "${key}" }
    private_service_connect_config { enable_private_service_connect = true }
    predict_request_response_logging_config {
      enabled = true
      sampling_rate = 1
      bigquery_destination { output_uri = "bq://acme-ai.logs.requests" }
    }
  }
  resource "google_vertex_ai_endpoint" "bad" {
    name = "bad"
    display_name = "bad"
    project = "${project}"
    location = "${location}"
  }`;

const verdictsOf = ({ findings }: Scan): string[] =>
  findings
    .filter(({ resource }) => /modelarmor\.template|aiplatform\.endpoint/.test(resource.type))
    .map(({ check, resource, reason }) => `${check.id} ${resource.name} ${reason}`)
    .toSorted();

test("an estate of Google Cloud gets the same verdicts as a recording and as a plan", async () => {
  const [recorded, planned] = [await scanText("estate.jsonl", recording), await scanHcl(hcl)];
  expect(verdictsOf(recorded).length).toBeGreaterThan(4);
  expect(verdictsOf(planned)).toEqual(verdictsOf(recorded));
});
