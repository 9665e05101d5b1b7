import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/lambda-invokers",
  title: "Function policy says whose calls it takes",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "aws.lambda.function",
  risk: "Any AWS account, or a service acting for any account, can run the function and what stands behind it.",
  remediation: {
    summary: "Add aws:SourceAccount or aws:SourceArn to the permission, or remove it.",
    cli: "aws lambda remove-permission --function-name <name> --statement-id <id>",
    terraform:
      'resource "aws_lambda_permission" "api" { principal = "apigateway.amazonaws.com" source_arn = "${aws_api_gateway_rest_api.main.execution_arn}/*/POST/chat" }',
    console: [
      "Lambda › open the function › Configuration › Permissions › Resource-based policy statements",
      "Edit the statement and fill in the source ARN",
    ],
  },
  references: ["https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html"],

  evaluate: ({ properties: { invokers } }) => {
    if (invokers.length === 0) return pass;
    const named = invokers.map((principal) => (principal === "*" ? "any AWS account" : principal));
    return fail(`${named.join(", ")} may invoke it without a condition`, { invokers });
  },

  examples: {
    pass: [{ name: "none unconditioned", properties: { invokers: [] } }],
    fail: [
      { name: "any account", properties: { invokers: ["*"] } },
      { name: "a service for any account", properties: { invokers: ["s3.amazonaws.com"] } },
    ],
  },
});
