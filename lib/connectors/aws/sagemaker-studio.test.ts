import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { arn, kms, role } from "#tests/support/sagemaker-samples.ts";
import { sagemakerDomains } from "./sagemaker-domains.ts";
import { sagemakerLifecycleConfigs } from "./sagemaker-lifecycle-configs.ts";
import { sagemakerStudio } from "./sagemaker-studio.ts";

const domainArn = arn("domain/d-1");
const domains = (more: object = {}, answers: Answers = {}): Answers => ({
  "sagemaker:ListDomains": { Domains: [{ DomainId: "d-1", DomainArn: domainArn }] },
  "sagemaker:DescribeDomain": {
    DomainArn: domainArn,
    DomainId: "d-1",
    DomainName: "lab",
    Status: "InService",
    AuthMode: "SSO",
    AppNetworkAccessType: "VpcOnly",
    KmsKeyId: kms("home"),
    DefaultUserSettings: { ExecutionRole: role, SecurityGroups: ["sg-1"] },
    DomainSettings: { ExecutionRoleIdentityConfig: "USER_PROFILE_NAME" },
    ...more,
  },
  ...answers,
});

describe("a domain", () => {
  test("tells who signs people in, where its apps run and under which key", async () => {
    const recorded = await collectRecorded(
      sagemakerDomains,
      domains(
        {},
        {
          "ec2:DescribeVpcEndpoints": { VpcEndpoints: [{ VpcEndpointId: "vpce-1", State: "available" }] },
        },
      ),
    );
    expect(undeclared(sagemakerDomains, recorded)).toEqual([]);
    expect(recorded.get(domainArn)).toMatchObject({
      name: "lab",
      properties: { authMode: "SSO", networkAccess: "VpcOnly", tellsUsers: true },
      facets: { isolatedNetwork: true, customerKey: true, privateEndpoint: true, publicNetwork: false },
    });
    expect(edgesOf(recorded, domainArn)).toEqual([
      `runs-as ${role}`,
      `encrypted-by ${kms("home")}`,
      "in-network arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1",
      "reached-privately-through arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-1",
    ]);
  });

  test("that states nothing has AWS's defaults", async () => {
    const recorded = await collectRecorded(
      sagemakerDomains,
      domains({ AppNetworkAccessType: undefined, KmsKeyId: undefined, DomainSettings: undefined }),
    );
    expect(recorded.get(domainArn)).toMatchObject({
      properties: { networkAccess: "PublicInternetOnly", tellsUsers: false },
      facets: { isolatedNetwork: false, customerKey: false, privateEndpoint: false },
    });
  });

  test("whose endpoints may not be listed has none that is known", async () => {
    const recorded = await collectRecorded(
      sagemakerDomains,
      domains({}, { "ec2:DescribeVpcEndpoints": "denied" }),
    );
    expect(unknownsOf(recorded, domainArn)).toMatchObject({ "facets.privateEndpoint": "denied" });
  });
});

describe("profiles and spaces", () => {
  const profileArn = arn("user-profile/d-1/ann");
  const spaceKey = arn("space/d-1/team");
  const app = (more: object) => ({
    DomainId: "d-1",
    AppType: "JupyterLab",
    AppName: "default",
    Status: "InService",
    ...more,
  });
  const answers: Answers = {
    "sagemaker:ListUserProfiles": { UserProfiles: [{ DomainId: "d-1", UserProfileName: "ann" }] },
    "sagemaker:DescribeUserProfile": {
      DomainId: "d-1",
      UserProfileArn: profileArn,
      UserProfileName: "ann",
      Status: "InService",
      UserSettings: { ExecutionRole: role },
    },
    "sagemaker:ListSpaces": {
      Spaces: [
        {
          DomainId: "d-1",
          SpaceName: "team",
          Status: "InService",
          SpaceSettingsSummary: { AppType: "JupyterLab", RemoteAccess: "ENABLED" },
          SpaceSharingSettingsSummary: { SharingType: "Shared" },
          OwnershipSettingsSummary: { OwnerUserProfileName: "ann" },
        },
      ],
    },
    "sagemaker:ListApps": {
      Apps: [
        app({ UserProfileName: "ann", AppType: "Canvas" }),
        app({ SpaceName: "team" }),
        app({ SpaceName: "team", AppName: "old", Status: "Deleted" }),
        app({ SpaceName: "team", DomainId: "d-2" }),
      ],
    },
  };

  test("belong to their domain and run the apps that are theirs", async () => {
    const recorded = await collectRecorded(sagemakerStudio, answers);
    expect(undeclared(sagemakerStudio, recorded)).toEqual([]);
    expect(recorded.get(profileArn)?.properties).toMatchObject({
      ownRole: true,
      apps: [{ kind: "Canvas", name: "default", status: "InService" }],
    });
    expect(recorded.get(spaceKey)?.properties).toMatchObject({
      owner: "ann",
      shared: true,
      remoteAccess: true,
      apps: [{ kind: "JupyterLab", name: "default", status: "InService" }],
    });
    expect(edgesOf(recorded, domainArn)).toEqual([`contains ${profileArn}`, `contains ${spaceKey}`]);
    expect(edgesOf(recorded, profileArn)).toEqual([`runs-as ${role}`]);
    expect(recorded.outcome.callCount).toBe(4);
  });

  test("whose apps may not be listed do not seem to run none", async () => {
    const recorded = await collectRecorded(sagemakerStudio, { ...answers, "sagemaker:ListApps": "denied" });
    for (const key of [profileArn, spaceKey])
      expect(unknownsOf(recorded, key)).toEqual({ "properties.apps": "denied" });
  });

  test("are not asked about apps where there are none", async () => {
    expect((await collectRecorded(sagemakerStudio, {})).outcome.callCount).toBe(2);
  });
});

describe("a lifecycle script", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const instanceKey = arn("notebook-instance-lifecycle-config/setup");
  const studioKey = arn("studio-lifecycle-config/idle");
  const collect = (script: string) =>
    collectRecorded(sagemakerLifecycleConfigs, {
      "sagemaker:ListNotebookInstanceLifecycleConfigs": {
        NotebookInstanceLifecycleConfigs: [{ NotebookInstanceLifecycleConfigName: "setup" }],
      },
      "sagemaker:DescribeNotebookInstanceLifecycleConfig": {
        NotebookInstanceLifecycleConfigArn: instanceKey,
        NotebookInstanceLifecycleConfigName: "setup",
        OnCreate: [{ Content: base64("#!/bin/bash\npip install x") }],
        OnStart: [{ Content: base64(script) }],
      },
      "sagemaker:ListStudioLifecycleConfigs": {
        StudioLifecycleConfigs: [{ StudioLifecycleConfigName: "idle" }],
      },
      "sagemaker:DescribeStudioLifecycleConfig": {
        StudioLifecycleConfigArn: studioKey,
        StudioLifecycleConfigName: "idle",
        StudioLifecycleConfigContent: base64(script),
      },
    });

  test.each([
    ["export HF_TOKEN=hf_abcdefghijklmnopqrstuvwxyz", ["HF_TOKEN"]],
    ["curl -H 'Authorization: Bearer sk-abcdefghijklmnopqrstuvwx'", ["an unnamed credential"]],
    ["HF_TOKEN=$(aws secretsmanager get-secret-value --secret-id hf)", []],
  ])("that says %j holds %j", async (script, expected) => {
    const recorded = await collect(script);
    expect(undeclared(sagemakerLifecycleConfigs, recorded)).toEqual([]);
    for (const key of [instanceKey, studioKey])
      expect(recorded.get(key)?.facets).toMatchObject({ secretVariables: expected });
    expect(JSON.stringify(recorded.resources)).not.toMatch(/hf_abc|sk-abc/);
  });
});
