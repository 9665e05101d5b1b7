import { tags } from "./claims-names.ts";
import type { Answers } from "./estate-type.ts";
import { account, arn, home, keyArn, madeAt, repositoryUri, roleArn } from "./names.ts";

const buildspec = [
  "version: 0.2",
  "phases:",
  "  build:",
  "    commands:",
  `      - buildctl build --output type=image,name=${repositoryUri("claims-assistant")}:$CODEBUILD_RESOLVED_SOURCE_VERSION,push=true`,
].join("\n");

/** The build of the assistant's image, started from one branch of one repository. All is well with it. */
export const claimsBuild = (): Answers => ({
  [`${home} codebuild:ListProjects`]: { projects: ["claims-assistant-build"] },
  [`${home} codebuild:BatchGetProjects`]: {
    projects: [
      {
        name: "claims-assistant-build",
        arn: arn("codebuild", home, "project/claims-assistant-build"),
        source: {
          type: "GITHUB",
          location: "https://github.com/acme-insurance/claims-assistant.git",
          buildspec,
        },
        artifacts: { type: "NO_ARTIFACTS" },
        environment: {
          type: "LINUX_CONTAINER",
          image: "aws/codebuild/amazonlinux-x86_64-standard:5.0",
          computeType: "BUILD_GENERAL1_MEDIUM",
          privilegedMode: false,
          environmentVariables: [
            { name: "AWS_ACCOUNT_ID", value: account, type: "PLAINTEXT" },
            { name: "IMAGE_REPO_NAME", value: "claims-assistant", type: "PLAINTEXT" },
          ],
        },
        serviceRole: roleArn("claims-assistant-build"),
        encryptionKey: keyArn("claims"),
        timeoutInMinutes: 20,
        logsConfig: {
          cloudWatchLogs: { status: "ENABLED", groupName: "/aws/codebuild/claims-assistant-build" },
          s3Logs: { status: "DISABLED" },
        },
        vpcConfig: {
          vpcId: "vpc-0f1e2d3c4b5a69788",
          subnets: ["subnet-0a1b2c3d4e5f60718"],
          securityGroupIds: [],
        },
        projectVisibility: "PRIVATE",
        created: madeAt,
        tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      },
    ],
  },
});
