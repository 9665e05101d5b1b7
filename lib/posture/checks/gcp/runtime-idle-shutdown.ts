import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/runtime-idle-shutdown",
  title: "Colab Enterprise runtime stops when nobody uses it",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gcp.aiplatform.notebook-runtime",
  risk: "A forgotten runtime stays signed in, keeps its data on disk, and costs money.",
  remediation: {
    summary: "Make the runtime from a template with an idle shutdown.",
    cli: "gcloud colab runtime-templates create --display-name NAME --region REGION --idle-shutdown-timeout 3h",
    terraform: 'idle_shutdown_config { idle_timeout = "10800s" } on google_colab_runtime_template',
    console: ["Colab Enterprise › Runtime templates › New template", "Idle shutdown › 180 minutes"],
  },
  references: ["https://cloud.google.com/colab/docs/idle-shutdown"],

  evaluate: ({ properties: { idleShutdown } }) =>
    idleShutdown ? pass : fail("It runs on when nobody uses it", { idleShutdown }),

  examples: {
    pass: [{ name: "stops", properties: { idleShutdown: true } }],
    fail: [{ name: "runs on", properties: { idleShutdown: false } }],
  },
});
