import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { tagsOf, type AwsEstate } from "./estate.ts";

/** Clusters of EKS, with the network of their pods and who those act as. */
export function declareClusters(estate: AwsEstate): void {
  estate.each("aws_eks_cluster", (block) => declareCluster(estate, block));
}

function declareCluster(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const name = estate.idOf(block);
  answers.list("eks:ListClusters", region, "clusters", [name]);
  const network = block.block("vpc_config");
  answers.say(
    "eks:DescribeCluster",
    region,
    { name },
    {
      cluster: present({
        name,
        arn: estate.arnOf(block),
        version: block.text("version"),
        roleArn: block.text("role_arn"),
        resourcesVpcConfig: network && networkOf(network),
        logging: { clusterLogging: [{ types: block.texts("enabled_cluster_log_types"), enabled: true }] },
        encryptionConfig: block.blocks("encryption_config").map((one) => ({
          resources: one.texts("resources"),
          provider: present({ keyArn: one.block("provider")?.text("key_arn") }),
        })),
        computeConfig: { enabled: block.block("compute_config")?.flag("enabled") ?? false },
        tags: tagsOf(block),
      }),
    },
  );
  // Whose tokens are trusted goes by an address that the cluster is given when it is made.
  answers.leaveOpen("iam:ListOpenIDConnectProviders", null, {});
  declareNetworking(estate, block, name);
  declareIdentities(estate, block, name);
}

const networkOf = (network: Block) => ({
  endpointPublicAccess: network.flag("endpoint_public_access") ?? true,
  publicAccessCidrs: network.has("public_access_cidrs")
    ? network.texts("public_access_cidrs")
    : ["0.0.0.0/0"],
  securityGroupIds: network.texts("security_group_ids"),
});

/** Without the add-on, what the pods' network enforces is set inside the cluster. */
function declareNetworking(estate: AwsEstate, block: Block, clusterName: string): void {
  const region = estate.regionOf(block);
  const addonName = "vpc-cni";
  const addon = estate
    .naming("aws_eks_addon", "cluster_name", clusterName)
    .find((one) => one.text("addon_name") === addonName);
  const match = { clusterName, addonName };
  if (!addon) return estate.answers.deny("eks:DescribeAddon", region, match);
  const attribute = "configuration_values";
  const configurationValues = addon.isUnknown(attribute)
    ? addon.guess(["{}", '{"enableNetworkPolicy":"true"}'])
    : addon.text(attribute);
  return estate.answers.say("eks:DescribeAddon", region, match, {
    addon: present({ addonName, clusterName, configurationValues }),
  });
}

function declareIdentities(estate: AwsEstate, block: Block, clusterName: string): void {
  const region = estate.regionOf(block);
  const found = estate.naming("aws_eks_pod_identity_association", "cluster_name", clusterName);
  const associations = found.map((one) => {
    const associationId = one.known("association_id") ?? one.declared.place.address;
    const association = present({
      associationId,
      namespace: one.text("namespace"),
      serviceAccount: one.text("service_account"),
      roleArn: one.text("role_arn"),
    });
    estate.answers.say(
      "eks:DescribePodIdentityAssociation",
      region,
      { clusterName, associationId },
      { association },
    );
    return { associationId, clusterName };
  });
  estate.answers.list("eks:ListPodIdentityAssociations", region, "associations", associations, {
    clusterName,
  });
}
