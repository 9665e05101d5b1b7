import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { pages } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { described, isCustomerKey, securityGroupKeys, type Described } from "./sagemaker-records.ts";

/** `DescribeNotebookInstance`. */
const RawNotebook = z.object({
  NotebookInstanceArn: z.string(),
  NotebookInstanceName: z.string(),
  NotebookInstanceStatus: z.string(),
  InstanceType: z.string().optional(),
  SubnetId: z.string().optional(),
  SecurityGroups: z.array(z.string()).optional(),
  RoleArn: z.string().optional(),
  KmsKeyId: z.string().optional(),
  DirectInternetAccess: z.enum(["Enabled", "Disabled"]).optional(),
  RootAccess: z.enum(["Enabled", "Disabled"]).optional(),
  PlatformIdentifier: z.string().optional(),
  NotebookInstanceLifecycleConfigName: z.string().optional(),
  InstanceMetadataServiceConfiguration: z
    .object({ MinimumInstanceMetadataServiceVersion: z.string() })
    .optional(),
});

export const sagemakerNotebooks: Collector = {
  id: "sagemaker-notebooks",
  title: "SageMaker notebook instances",
  per: "region",
  produces: ["aws.sagemaker.notebook", "runs-as", "built-by", "encrypted-by", "in-network"],
  permissions: [
    "sagemaker:ListNotebookInstances",
    "sagemaker:DescribeNotebookInstance",
    "sagemaker:ListTags",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, "sagemaker", "ListNotebookInstances"))
      yield batchOf(
        "sagemaker:DescribeNotebookInstance",
        await described(source, page, {
          list: "NotebookInstances",
          name: "NotebookInstanceName",
          arn: "NotebookInstanceArn",
          operation: "DescribeNotebookInstance",
        }),
        (parts) => normalizeNotebook(parts, source.scope),
      );
  },
};

export function normalizeNotebook({ raw, tags, unknowns }: Described, scope: Scope): Batch {
  const notebook = RawNotebook.parse(raw);
  const key = notebook.NotebookInstanceArn;
  const edges = edgesFrom(key);
  const internet = notebook.DirectInternetAccess !== "Disabled";
  const resource = withUnknowns(
    {
      key,
      type: "aws.sagemaker.notebook" as const,
      name: notebook.NotebookInstanceName,
      ...scope,
      tags,
      properties: {
        status: notebook.NotebookInstanceStatus,
        instanceType: notebook.InstanceType ?? "unknown",
        directInternetAccess: internet,
        requiresImdsV2:
          notebook.InstanceMetadataServiceConfiguration?.MinimumInstanceMetadataServiceVersion === "2",
        platform: notebook.PlatformIdentifier ?? null,
      },
      facets: {
        // A notebook is opened through a signed address; none has a public address of its own.
        publicAddress: false,
        rootAccess: notebook.RootAccess !== "Disabled",
        customerKey: isCustomerKey(notebook.KmsKeyId),
        privateNetwork: notebook.SubnetId !== undefined,
      },
    },
    unknowns,
  );
  return {
    resources: [resource],
    relationships: [
      ...edges("runs-as", notebook.RoleArn),
      ...edges("built-by", lifecycleOf(notebook.NotebookInstanceLifecycleConfigName, scope)),
      ...edges("encrypted-by", encryptingKey(notebook.KmsKeyId, scope)),
      ...edges("in-network", ...securityGroupKeys(notebook.SecurityGroups, scope)),
    ],
  };
}

const lifecycleOf = (name: string | undefined, scope: Scope): string | undefined =>
  name && arnIn(scope, "sagemaker", `notebook-instance-lifecycle-config/${name.toLowerCase()}`);
