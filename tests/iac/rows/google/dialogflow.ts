import type { Answer, Row } from "../row.ts";
import { asset, key, place, project, under } from "./asset.ts";

const forms = ["good", "bad"] as const;
const agentName = (form: string) => `${under}/agents/${form}`;
const settings = `${under}/securitySettings/good`;
const template = (kind: string) => `projects/${project}/locations/europe-west4/${kind}/pii`;
const logging = (on: boolean) => ({ enableStackdriverLogging: on, enableInteractionLogging: on });
const agent = (form: string, more: object) =>
  asset("dialogflow.googleapis.com/Agent", agentName(form), {
    name: agentName(form),
    displayName: form,
    defaultLanguageCode: "en",
    timeZone: "Europe/Paris",
    ...more,
  });
const filters = ["DANGEROUS_CONTENT", "HATE_SPEECH", "HARASSMENT", "SEXUALLY_EXPLICIT_CONTENT"];
const kept: Answer = [
  "dialogflow:projects.locations.agents.getGenerativeSettings",
  {},
  {
    generativeSafetySettings: {
      raiSettings: {
        categoryFilters: filters.map((category) => ({ category, filterLevel: "BLOCK_MOST" })),
      },
      promptSecuritySettings: { enablePromptSecurity: true },
    },
  },
];

/** Words checked with website/docs/r/dialogflow_cx_{agent,security_settings,webhook,tool} of the provider, version 7. */
export const dialogflow: readonly Row[] = [
  {
    type: "google_dialogflow_cx_agent",
    parts: ["google_dialogflow_cx_security_settings"],
    untold: {
      "agent/customer-key": "A location has its key by a resource that is not read",
      "agent/guardrail": "An agent has safety settings by default, which its project tells",
    },
    hcl: `
    resource "google_dialogflow_cx_security_settings" "good" {
      display_name = "good"
      ${place}
      redaction_strategy = "REDACT_WITH_SERVICE"
      inspect_template = "${template("inspectTemplates")}"
      deidentify_template = "${template("deidentifyTemplates")}"
    }
    resource "google_dialogflow_cx_agent" "good" {
      display_name = "good"
      ${place}
      default_language_code = "en"
      time_zone = "Europe/Paris"
      security_settings = google_dialogflow_cx_security_settings.good.id
      advanced_settings {
        logging_settings {
          enable_stackdriver_logging = true
          enable_interaction_logging = true
        }
      }
    }
    resource "google_dialogflow_cx_agent" "bad" {
      display_name = "bad"
      ${place}
      default_language_code = "en"
      time_zone = "Europe/Paris"
    }`,
    resources: [
      agent("good", { securitySettings: settings, advancedSettings: { loggingSettings: logging(true) } }),
      agent("bad", { advancedSettings: { loggingSettings: logging(false) } }),
    ],
    answers: [
      kept,
      ["dialogflow:projects.locations.getEncryptionSpec", {}, { kmsKey: key }],
      [
        "dialogflow:projects.locations.securitySettings.get",
        { name: settings },
        {
          name: settings,
          redactionStrategy: "REDACT_WITH_SERVICE",
          inspectTemplate: template("inspectTemplates"),
          deidentifyTemplate: template("deidentifyTemplates"),
        },
      ],
    ],
  },
  {
    type: "google_dialogflow_cx_webhook",
    hcl: `
    resource "google_dialogflow_cx_webhook" "good" {
      parent = google_dialogflow_cx_agent.good.id
      display_name = "good"
      generic_web_service { uri = "https://claims.example.com/hook" }
    }
    resource "google_dialogflow_cx_webhook" "bad" {
      parent = google_dialogflow_cx_agent.bad.id
      display_name = "bad"
      generic_web_service {
        uri = "http://claims.example.com/hook"
        service_agent_auth = "NONE"
      }
    }`,
    answers: forms.map((form) => [
      "dialogflow:projects.locations.agents.webhooks.list",
      { parent: agentName(form) },
      {
        webhooks: [
          {
            name: `${agentName(form)}/webhooks/${form}`,
            displayName: form,
            genericWebService:
              form === "good"
                ? { uri: "https://claims.example.com/hook" }
                : { uri: "http://claims.example.com/hook", serviceAgentAuth: "NONE" },
          },
        ],
      },
    ]),
  },
];
