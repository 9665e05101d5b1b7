import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-flow-valid",
  title: "Bedrock flow's definition has no error",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.bedrock.flow",
  risk: "The next version published from this draft fails, or skips the node that was meant to check.",
  remediation: {
    summary: "Correct what the validation names before the next version is published.",
    cli: "aws bedrock-agent validate-flow-definition --definition file://flow.json",
    terraform: "Run aws bedrock-agent validate-flow-definition in the pipeline before terraform apply",
    console: ["Bedrock › Flows › open the flow › Edit in flow builder › Errors"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/flows-create.html"],

  evaluate: ({ properties: { status, errors } }) => {
    if (errors.length > 0) return fail(`Its working draft is wrong: ${errors[0]}`, { errors });
    return status === "Failed" ? fail("It could not be prepared", { status }) : pass;
  },

  examples: {
    pass: [{ name: "prepared", properties: { status: "Prepared", errors: [] } }],
    fail: [
      { name: "an error in the draft", properties: { status: "Prepared", errors: ["Node y has no output"] } },
      { name: "not prepared", properties: { status: "Failed", errors: [] } },
    ],
  },
});
