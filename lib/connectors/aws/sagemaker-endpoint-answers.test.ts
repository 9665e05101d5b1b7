import { describe, expect, test } from "vitest";

import { collectRecorded } from "#tests/support/recorded-aws.ts";
import { config, endpoint } from "#tests/support/sagemaker-samples.ts";
import { sagemakerEndpoints } from "./sagemaker-endpoints.ts";

async function endpointWith(more: object) {
  const { EndpointName, EndpointArn } = endpoint;
  const recorded = await collectRecorded(sagemakerEndpoints, {
    "sagemaker:ListEndpoints": { Endpoints: [{ EndpointName, EndpointArn }] },
    "sagemaker:DescribeEndpoint": { ...endpoint, ...more },
    "sagemaker:DescribeEndpointConfig": config,
  });
  return recorded.get(EndpointArn);
}

describe("how an endpoint runs", () => {
  const variant = (VariantName: string, more: object) => ({ VariantName, ...more });
  const routed = (Type: string) => ({ BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: { Type } } });

  test("a variant on one instance is alone, and a serverless one has none to count", async () => {
    const found = await endpointWith({
      ProductionVariants: [
        variant("one", { CurrentInstanceCount: 1 }),
        variant("two", { CurrentInstanceCount: 2 }),
        variant("none", { CurrentServerlessConfig: { MaxConcurrency: 5 } }),
      ],
    });
    expect(found?.properties).toMatchObject({ singleInstanceVariants: ["one"] });
  });

  test.each([
    [routed("CANARY"), "staged", false],
    [routed("LINEAR"), "staged", false],
    [routed("ALL_AT_ONCE"), "all-at-once", false],
    [{ RollingUpdatePolicy: { MaximumBatchSize: {} } }, "staged", false],
    [{ AutoRollbackConfiguration: { Alarms: [] } }, "all-at-once", false],
    [
      { ...routed("CANARY"), AutoRollbackConfiguration: { Alarms: [{ AlarmName: "errors" }] } },
      "staged",
      true,
    ],
  ])("updated by %j", async (LastDeploymentConfig, rollout, rollsBack) => {
    expect((await endpointWith({ LastDeploymentConfig }))?.properties).toMatchObject({
      rollout,
      rollsBack,
    });
  });
});
