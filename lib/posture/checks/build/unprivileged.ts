import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "build/unprivileged",
  title: "Build runs unprivileged",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "build",
  risk: "A build that runs other people's code as root of the machine can reach past its container.",
  remediation: {
    summary: "Turn privileged mode off; build images with a tool that needs none.",
    cli: "aws codebuild update-project --name <name> --environment file://environment.json",
    terraform: "environment { privileged_mode = false }",
    console: ["CodeBuild › open the project › Edit › Environment", "Clear Privileged"],
  },
  references: ["https://docs.aws.amazon.com/codebuild/latest/userguide/security.html"],

  evaluate: ({ facets: { privileged } }) =>
    privileged ? fail("It runs in privileged mode", { privileged }) : pass,

  examples: {
    pass: [{ name: "unprivileged", facets: { privileged: false } }],
    fail: [{ name: "privileged", facets: { privileged: true } }],
  },
});
