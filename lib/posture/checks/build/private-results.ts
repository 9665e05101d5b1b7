import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "build/private-results",
  title: "Build results are not public",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "build",
  risk: "Logs and artifacts of every build, with what they print by mistake, are there for anybody.",
  remediation: {
    summary: "Make the project private.",
    cli: "aws codebuild update-project-visibility --project-arn <arn> --project-visibility PRIVATE",
    terraform: 'project_visibility = "PRIVATE"',
    console: ["CodeBuild › open the project › Project details › Make private"],
  },
  references: ["https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html"],

  evaluate: ({ facets: { publicResults } }) =>
    publicResults ? fail("Anybody can see its builds", { publicResults }) : pass,

  examples: {
    pass: [{ name: "private", facets: { publicResults: false } }],
    fail: [{ name: "public", facets: { publicResults: true } }],
  },
});
