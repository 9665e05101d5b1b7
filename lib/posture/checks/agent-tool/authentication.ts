import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "agent-tool/authentication",
  title: "Tool server asks its callers who they are",
  severity: "critical",
  layer: "api",
  function: "protect",
  appliesToClass: "agent-tool",
  risk: "Anybody on the internet can call the tools, with all the rights the tool server has.",
  remediation: {
    summary: "Require an identity or a token at the server's address.",
    cli: "aws lambda update-function-url-config --function-name <name> --auth-type AWS_IAM",
    terraform: 'authorization_type = "AWS_IAM" on aws_lambda_function_url',
    console: ["Lambda › open the function › Configuration › Function URL", "Choose AWS_IAM and save"],
  },
  references: [
    "https://modelcontextprotocol.io/specification/2025-06-18/basic/authorization",
    "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  ],

  evaluate: ({ facets: { authentication, publicNetwork } }) => {
    if (authentication !== "none") return pass;
    return publicNetwork
      ? fail("Anybody on the internet may call it", { authentication, publicNetwork })
      : pass;
  },

  examples: {
    pass: [
      { name: "asks for an identity", facets: { authentication: "identity", publicNetwork: true } },
      { name: "reached from inside only", facets: { authentication: "none", publicNetwork: false } },
    ],
    fail: [{ name: "open to the internet", facets: { authentication: "none", publicNetwork: true } }],
  },
});
