import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-browser-recording",
  title: "AgentCore browser records its sessions",
  severity: "medium",
  layer: "pipeline",
  function: "detect",
  appliesTo: "aws.agentcore.browser",
  risk: "What an agent did on the web in somebody's name cannot be replayed or proven.",
  remediation: {
    summary: "Create the browser anew with session recording into a private bucket.",
    cli: 'aws bedrock-agentcore-control create-browser --name <name> --execution-role-arn <role> --network-configuration networkMode=PUBLIC --recording enabled=true,s3Location="{bucket=<bucket>,prefix=browser/}"',
    terraform:
      'recording { enabled = true s3_location { bucket = aws_s3_bucket.recordings.id prefix = "browser/" } }',
    console: [
      "Bedrock AgentCore › Built-in tools › Create browser tool",
      "Session recording: turn it on and choose a bucket",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_RecordingConfig.html",
  ],

  evaluate: ({ properties: { recordsSessions } }) =>
    recordsSessions ? pass : fail("Its sessions are not recorded", { recordsSessions }),

  examples: {
    pass: [{ name: "into a bucket", properties: { recordsSessions: true } }],
    fail: [{ name: "off, or without a bucket", properties: { recordsSessions: false } }],
  },
});
