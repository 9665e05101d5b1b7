import type { Collector } from "#lib/domain/connector.ts";
import { account } from "./account.ts";
import { apigatewayHttp } from "./apigateway-http.ts";
import { apigatewayRest } from "./apigateway-rest.ts";
import { securityGroups, vpcEndpoints } from "./ec2-networks.ts";
import { iamIdentities } from "./iam-identities.ts";
import { kmsKeys } from "./kms-keys.ts";
import { lambdaFunctions } from "./lambda-functions.ts";
import { s3Buckets } from "./s3-buckets.ts";

/** What AI services stand on: identities, data, keys, functions, APIs and networks. */
export const foundationCollectors: readonly Collector[] = [
  account,
  iamIdentities,
  s3Buckets,
  kmsKeys,
  lambdaFunctions,
  apigatewayRest,
  apigatewayHttp,
  securityGroups,
  vpcEndpoints,
];
