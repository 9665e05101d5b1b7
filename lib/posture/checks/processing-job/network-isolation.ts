import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "processing-job/network-isolation",
  title: "Job's code has no way out to the network",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "processing-job",
  risk: "A poisoned package or image in the job sends the data it works on to any address.",
  remediation: {
    summary: "Turn on network isolation, and put what the job needs into its image and its inputs.",
    cli: "aws sagemaker create-processing-job --network-config EnableNetworkIsolation=true --processing-job-name <name> --processing-resources file://cluster.json --app-specification ImageUri=<image> --role-arn <role>",
    terraform: "enable_network_isolation = true, where the job is written down",
    console: ["Set network isolation in the pipeline or the script that starts the job"],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html"],

  evaluate: ({ facets: { networkIsolation } }) =>
    networkIsolation ? pass : fail("Its container may call out", { networkIsolation }),

  examples: {
    pass: [{ name: "isolated", facets: { networkIsolation: true } }],
    fail: [{ name: "not isolated", facets: { networkIsolation: false } }],
  },
});
