import { awsGovernanceResourceTypes } from "./aws-governance.ts";
import { awsHostingResourceTypes } from "./aws-hosting.ts";
import { awsStoreResourceTypes } from "./aws-stores.ts";
import { awsWatchResourceTypes } from "./aws-watch.ts";

/** What stands around AI on AWS. */
export const awsPlatformResourceTypes = {
  ...awsGovernanceResourceTypes,
  ...awsHostingResourceTypes,
  ...awsStoreResourceTypes,
  ...awsWatchResourceTypes,
};
