import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { holdsCredential } from "../credential.ts";
import { batchOf } from "./batch.ts";
import { toTags } from "./to-tags.ts";
import { ecrImage } from "./ecr-image.ts";
import { edgesFrom } from "./edges.ts";
import { existing } from "./existing.ts";
import { logGroupKey } from "./log-group-key.ts";
import { itemsOf, pages, smallNextToken } from "./pages.ts";
import { arnIn } from "./partition.ts";

/** One of `BatchGetProjects`. Values of variables are read only for the repository and to tell a credential. */
const RawProject = z.object({
  arn: z.string(),
  name: z.string(),
  source: z.object({ type: z.string(), location: z.string().optional(), buildspec: z.string().optional() }),
  environment: z.object({
    image: z.string(),
    privilegedMode: z.boolean().optional(),
    environmentVariables: z
      .array(z.object({ name: z.string(), value: z.string(), type: z.string().optional() }))
      .optional(),
  }),
  serviceRole: z.string().optional(),
  encryptionKey: z.string().optional(),
  projectVisibility: z.string().optional(),
  vpcConfig: z.object({ vpcId: z.string().optional() }).optional(),
  logsConfig: z
    .object({ cloudWatchLogs: z.object({ status: z.string(), groupName: z.string().optional() }).optional() })
    .optional(),
  tags: z.unknown().optional(),
});
type RawProject = z.infer<typeof RawProject>;

export const codebuildProjects: Collector = {
  id: "codebuild-projects",
  title: "CodeBuild projects",
  per: "region",
  produces: ["aws.codebuild.project", "runs-as", "pulls-image", "produces", "logs-to", "encrypted-by"],
  permissions: ["codebuild:ListProjects", "codebuild:BatchGetProjects"],
  collect: async function* (source) {
    for await (const page of pages(source, "codebuild", "ListProjects", {}, smallNextToken)) {
      const names = itemsOf(page, "projects");
      if (names.length === 0) continue;
      const answer = await existing(source, "codebuild", "BatchGetProjects", { names });
      yield batchOf("codebuild:BatchGetProjects", itemsOf(answer ?? {}, "projects"), (raw) =>
        normalizeProject(raw, source.scope),
      );
    }
  },
};

export function normalizeProject(raw: unknown, scope: Scope): Batch {
  const project = RawProject.parse(raw);
  const edges = edgesFrom(project.arn);
  const variables = project.environment.environmentVariables ?? [];
  const image = ecrImage(project.environment.image);
  const logs = project.logsConfig?.cloudWatchLogs;
  return {
    resources: [
      {
        key: project.arn,
        type: "aws.codebuild.project",
        name: project.name,
        ...scope,
        tags: toTags(project.tags),
        properties: {
          sourceType: project.source.type,
          sourceLocation: project.source.location ?? null,
          image: project.environment.image,
          privateNetwork: project.vpcConfig?.vpcId !== undefined,
        },
        facets: {
          publicResults: project.projectVisibility === "PUBLIC_READ",
          privileged: project.environment.privilegedMode === true,
          secretVariables: variables
            .filter(
              ({ name, value, type = "PLAINTEXT" }) => type === "PLAINTEXT" && holdsCredential(name, value),
            )
            .map(({ name }) => name),
        },
      },
    ],
    relationships: [
      ...edges("runs-as", project.serviceRole),
      ...edges("pulls-image", image?.repositoryKey),
      ...edges("produces", ...pushedRepositories(project, scope)),
      ...edges(
        "logs-to",
        logs?.status === "ENABLED"
          ? logGroupKey(logs.groupName ?? `/aws/codebuild/${project.name}`, scope)
          : null,
      ),
      // The default is a key AWS manages under the alias of S3; only a key's own ARN is the customer's.
      ...edges("encrypted-by", project.encryptionKey?.includes(":key/") ? project.encryptionKey : null),
    ],
  };
}

/** Repositories named by AWS's own variable names for a build that pushes, or by address in the build commands. */
function pushedRepositories(project: RawProject, scope: Scope): string[] {
  // The value of any other type is only the name of a parameter or secret.
  const variables = (project.environment.environmentVariables ?? []).filter(
    ({ type = "PLAINTEXT" }) => type === "PLAINTEXT",
  );
  const named = variables
    .filter(({ name }) => /^(IMAGE_REPO_NAME|ECR_REPOSITORY(_NAME)?)$/.test(name))
    .map(({ value }) => arnIn(scope, "ecr", `repository/${value}`));
  const addresses = variables.flatMap(({ value }) => ecrImage(value)?.repositoryKey ?? []);
  const pushes = [...(project.source.buildspec ?? "").matchAll(/docker push\s+["']?([^\s"']+)/g)];
  return [
    ...named,
    ...addresses,
    ...pushes.flatMap(([, address]) => ecrImage(address ?? "")?.repositoryKey ?? []),
  ];
}
