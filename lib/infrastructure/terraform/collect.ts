import azureConnector from "#lib/connectors/azure/connector.ts";
import gcpConnector from "#lib/connectors/gcp/connector.ts";
import awsConnector from "#lib/connectors/aws/connector.ts";
import { openDeclaredAws } from "../aws/declare.ts";
import { openDeclaredGoogle } from "../google/declare.ts";
import { azureSubscriptionOf, openDeclaredAzure } from "../azure/terraform.ts";
import { collectDeclared } from "../collect.ts";
import type { Declared } from "../declared.ts";
import type { Found } from "../found.ts";

/** What the live collectors of each provider find in what Terraform declares. */
export async function collectTerraform(declared: readonly Declared[], signal: AbortSignal): Promise<Found[]> {
  const found: Found[] = [];
  const ofAws = declared.filter(({ type }) => /^(data\.)?aws_/.test(type));
  if (ofAws.some(({ type }) => type.startsWith("aws_"))) {
    const place = { account: awsAccountOf(ofAws), region: awsRegionOf(ofAws) };
    found.push(await collectDeclared(awsConnector, (world) => openDeclaredAws(ofAws, place, world), signal));
  }
  const ofGoogle = declared.filter(({ type }) => /^(data\.)?google_/.test(type));
  if (ofGoogle.some(({ type }) => type.startsWith("google_"))) {
    const project = googleProjectOf(ofGoogle);
    found.push(
      await collectDeclared(gcpConnector, (world) => openDeclaredGoogle(ofGoogle, project, world), signal),
    );
  }
  const ofAzure = declared.filter(({ type }) => /^(data\.)?(azurerm|azapi)_/.test(type));
  if (ofAzure.some(({ type }) => /^(azurerm|azapi)_/.test(type))) {
    const subscription = azureSubscriptionOf(ofAzure);
    found.push(
      await collectDeclared(
        azureConnector,
        (world) => openDeclaredAzure(ofAzure, subscription, world),
        signal,
      ),
    );
  }
  return found;
}

/** Stands where no resource names its project. */
const unstatedProject = "planned-project";

function googleProjectOf(declared: readonly Declared[]): string {
  const projects = declared.flatMap(({ values: { project } }) =>
    typeof project === "string" && project !== "" ? [project] : [],
  );
  return projects[0] ?? unstatedProject;
}

/** Stands where neither the data of the provider nor an ARN tells the account. */
const unstatedAccount = "000000000000";

function awsAccountOf(declared: readonly Declared[]): string {
  const identity = declared.find(({ type }) => type === "data.aws_caller_identity")?.values["account_id"];
  if (typeof identity === "string" && /^\d{12}$/.test(identity)) return identity;
  for (const { values } of declared) {
    const account = typeof values["arn"] === "string" ? values["arn"].split(":")[4] : undefined;
    if (account && /^\d{12}$/.test(account)) return account;
  }
  return unstatedAccount;
}

function awsRegionOf(declared: readonly Declared[]): string {
  const regions = declared.flatMap(({ region, values: { arn } }) => [
    ...(region ? [region] : []),
    ...(typeof arn === "string" && /^[a-z]{2}(-[a-z]+)+-\d$/.test(arn.split(":")[3] ?? "")
      ? [arn.split(":")[3] ?? ""]
      : []),
  ]);
  const data = declared.find(({ type }) => type === "data.aws_region");
  const named = data?.values["region"] ?? data?.values["name"];
  return regions[0] ?? (typeof named === "string" ? named : "us-east-1");
}
