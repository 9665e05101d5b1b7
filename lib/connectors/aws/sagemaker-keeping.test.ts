import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { arn, kms, role } from "#tests/support/sagemaker-samples.ts";
import { sagemakerFeatureGroups } from "./sagemaker-feature-groups.ts";
import { sagemakerModelCards } from "./sagemaker-model-cards.ts";
import { sagemakerMonitors } from "./sagemaker-monitors.ts";
import { sagemakerPipelines } from "./sagemaker-pipelines.ts";
import { sagemakerRegistry } from "./sagemaker-registry.ts";

const when = "2026-03-02T08:00:00.000Z";

describe("a feature group", () => {
  const key = arn("feature-group/claims");
  const collect = (more: object) =>
    collectRecorded(sagemakerFeatureGroups, {
      "sagemaker:ListFeatureGroups": {
        FeatureGroupSummaries: [{ FeatureGroupName: "claims", FeatureGroupArn: key }],
      },
      "sagemaker:DescribeFeatureGroup": { FeatureGroupArn: key, FeatureGroupName: "claims", ...more },
    });
  const online = (KmsKeyId?: string, EnableOnlineStore = true) => ({
    OnlineStoreConfig: { EnableOnlineStore, ...(KmsKeyId ? { SecurityConfig: { KmsKeyId } } : {}) },
  });
  const offline = (KmsKeyId?: string) => ({
    OfflineStoreConfig: { S3StorageConfig: { S3Uri: "s3://features/", KmsKeyId } },
  });

  test.each([
    ["both stores under keys", { ...online(kms("1")), ...offline(kms("2")) }, true],
    ["the offline store without", { ...online(kms("1")), ...offline() }, false],
    ["the online store without", { ...online(), ...offline(kms("2")) }, false],
    ["an online store that is off, without", { ...online(undefined, false), ...offline(kms("2")) }, true],
    ["only one store, with", offline(kms("2")), true],
  ])("%s", async (_, more, customerKey) => {
    const recorded = await collect(more);
    expect(undeclared(sagemakerFeatureGroups, recorded)).toEqual([]);
    expect(recorded.get(key)?.facets).toMatchObject({ customerKey });
  });

  test("keeps its history in a bucket", async () => {
    const recorded = await collect({ ...online(kms("1")), ...offline(kms("2")), RoleArn: role });
    expect(edgesOf(recorded, key)).toEqual([
      `runs-as ${role}`,
      "stores-artifacts-in arn:aws:s3:::features",
      `encrypted-by ${kms("1")}`,
      `encrypted-by ${kms("2")}`,
    ]);
  });
});

describe("a pipeline", () => {
  const key = arn("pipeline/train");
  const collect = (steps: unknown, answers: Answers = {}) =>
    collectRecorded(sagemakerPipelines, {
      "sagemaker:ListPipelines": { PipelineSummaries: [{ PipelineName: "train", PipelineArn: key }] },
      "sagemaker:DescribePipeline": {
        PipelineArn: key,
        PipelineName: "train",
        PipelineStatus: "Active",
        RoleArn: role,
        PipelineDefinition: typeof steps === "string" ? steps : JSON.stringify({ Steps: steps }),
      },
      "sagemaker:ListPipelineExecutions": {
        PipelineExecutionSummaries: [{ PipelineExecutionStatus: "Succeeded", StartTime: when }],
      },
      ...answers,
    });
  const training = (more: object) => ({ Name: "fit", Type: "Training", Arguments: more });
  const processing = (more: object) => ({ Name: "prepare", Type: "Processing", Arguments: more });
  const safe = [
    training({ VpcConfig: { Subnets: [] }, OutputDataConfig: { KmsKeyId: { Get: "Parameters.Key" } } }),
    processing({ NetworkConfig: { VpcConfig: {} }, ProcessingOutputConfig: { KmsKeyId: kms("1") } }),
  ];

  test("is as private and as encrypted as each of its jobs", async () => {
    const recorded = await collect([...safe, { Name: "check", Type: "Condition" }]);
    expect(undeclared(sagemakerPipelines, recorded)).toEqual([]);
    expect(recorded.get(key)).toMatchObject({
      properties: { steps: ["Training", "Processing", "Condition"], selfApprovingSteps: [] },
      facets: { customerKey: true, privateNetwork: true, lastFailedAt: null },
    });
    expect((await collect([...safe, training({})])).get(key)?.facets).toMatchObject({
      customerKey: false,
      privateNetwork: false,
    });
  });

  test.each([
    ["Approved", ["register"]],
    ["PendingManualApproval", []],
    [{ Get: "Parameters.Approval" }, []],
  ])("that registers models as %j approves by itself in %j", async (ModelApprovalStatus, expected) => {
    const register = { Name: "register", Type: "RegisterModel", Arguments: { ModelApprovalStatus } };
    expect((await collect([register])).get(key)?.properties).toMatchObject({ selfApprovingSteps: expected });
  });

  test("whose last run failed tells when", async () => {
    const failed = { PipelineExecutionSummaries: [{ PipelineExecutionStatus: "Failed", StartTime: when }] };
    const recorded = await collect(safe, { "sagemaker:ListPipelineExecutions": failed });
    expect(recorded.get(key)?.facets).toMatchObject({ lastFailedAt: when });
  });

  test.each(["", "<html>", "{}"])("whose definition is %j is unknown, not safe", async (definition) => {
    expect(unknownsOf(await collect(definition), key)).toMatchObject({
      "facets.customerKey": "unsupported",
      "properties.selfApprovingSteps": "unsupported",
    });
  });
});

describe("a group of the registry", () => {
  const key = arn("model-package-group/triage");
  const by = (Arn: string) => ({ IamIdentity: { Arn, PrincipalId: "p" } });
  const ann = by("arn:aws:sts::111122223333:assumed-role/lab/ann");
  const bob = by("arn:aws:sts::111122223333:assumed-role/lab/bob");
  const collect = (newest: object | null, answers: Answers = {}) =>
    collectRecorded(sagemakerRegistry, {
      "sagemaker:ListModelPackageGroups": {
        ModelPackageGroupSummaryList: [
          {
            ModelPackageGroupName: "triage",
            ModelPackageGroupArn: key,
            ModelPackageGroupStatus: "Completed",
          },
        ],
      },
      "sagemaker:ListModelPackages": {
        ModelPackageSummaryList: newest ? [{ ModelPackageArn: arn("model-package/triage/3") }] : [],
      },
      "sagemaker:DescribeModelPackage": newest ?? {},
      ...answers,
    });

  test.each([
    [
      "approved by somebody else",
      { ModelApprovalStatus: "Approved", CreatedBy: ann, LastModifiedBy: bob },
      true,
      false,
    ],
    [
      "approved by its maker",
      { ModelApprovalStatus: "Approved", CreatedBy: ann, LastModifiedBy: ann },
      true,
      true,
    ],
    ["approved in the making", { ModelApprovalStatus: "Approved", CreatedBy: ann }, false, true],
    ["waiting", { ModelApprovalStatus: "PendingManualApproval", CreatedBy: ann }, true, false],
    ["approved, nobody known by whom", { ModelApprovalStatus: "Approved" }, false, false],
    ["none yet", null, true, false],
  ])("whose newest version is %s", async (_, newest, approvalRequired, approvedByMaker) => {
    const recorded = await collect(newest);
    expect(undeclared(sagemakerRegistry, recorded)).toEqual([]);
    expect(recorded.get(key)).toMatchObject({
      facets: { approvalRequired, publicRead: false },
      properties: { approvedByMaker },
    });
  });

  test("is encrypted as its newest version is", async () => {
    const recorded = await collect({ SecurityConfig: { KmsKeyId: kms("1") } });
    expect(recorded.get(key)?.facets).toMatchObject({ customerKey: true });
    expect(edgesOf(recorded, key)).toEqual([`encrypted-by ${kms("1")}`]);
    expect((await collect({})).get(key)?.facets).toMatchObject({ customerKey: false });
  });

  test("lets in whom its policy names", async () => {
    const policy = (Principal: unknown) => ({
      "sagemaker:GetModelPackageGroupPolicy": {
        ResourcePolicy: JSON.stringify({
          Statement: [
            { Effect: "Allow", Principal, Action: "sagemaker:DescribeModelPackage", Resource: "*" },
          ],
        }),
      },
    });
    expect((await collect(null, policy("*"))).get(key)?.facets).toMatchObject({ publicRead: true });
    const shared = await collect(null, policy({ AWS: "arn:aws:iam::444455556666:root" }));
    expect(shared.get(key)?.properties).toMatchObject({ outsideReaders: ["444455556666"] });
  });

  test("whose versions may not be listed is not known to be approved by anybody", async () => {
    expect(unknownsOf(await collect(null, { "sagemaker:ListModelPackages": "denied" }), key)).toMatchObject({
      "facets.approvalRequired": "denied",
      "properties.approvedByMaker": "denied",
    });
  });
});

describe("a model card", () => {
  const key = arn("model-card/triage");
  const collect = (content: object | string, more: object = {}) =>
    collectRecorded(sagemakerModelCards, {
      "sagemaker:ListModelCards": { ModelCardSummaries: [{ ModelCardName: "triage", ModelCardArn: key }] },
      "sagemaker:DescribeModelCard": {
        ModelCardArn: key,
        ModelCardName: "triage",
        ModelCardStatus: "Approved",
        Content: typeof content === "string" ? content : JSON.stringify(content),
        CreationTime: when,
        ...more,
      },
    });
  const whole = {
    model_overview: { model_id: arn("model/triage"), model_owner: "claims" },
    intended_uses: { risk_rating: "High" },
    business_details: {},
    evaluation_details: [{ name: "e", metric_groups: [{ name: "g", metric_data: [{ name: "f1" }] }] }],
  };

  test("tells what it says of which model, and what was measured", async () => {
    const recorded = await collect(whole, { SecurityConfig: { KmsKeyId: kms("1") } });
    expect(undeclared(sagemakerModelCards, recorded)).toEqual([]);
    expect(recorded.get(key)).toMatchObject({
      properties: {
        sections: ["model_overview", "intended_uses", "evaluation_details"],
        riskRating: "High",
        customerKey: true,
      },
      facets: { finishedAt: when, measures: ["f1"] },
    });
    expect(edgesOf(recorded, arn("model/triage"))).toEqual([`governed-by ${key}`, `monitored-by ${key}`]);
  });

  test("that is a draft, or evaluates nothing, measures nothing", async () => {
    const draft = await collect(whole, { ModelCardStatus: "Draft" });
    expect(draft.get(key)?.facets).toMatchObject({ finishedAt: null });
    const { evaluation_details: _, ...rest } = whole;
    expect(edgesOf(await collect(rest), arn("model/triage"))).toEqual([`governed-by ${key}`]);
  });

  test.each(["", "<html>", "[]"])(
    "whose content is %j says nothing and belongs to no model",
    async (content) => {
      const recorded = await collect(content);
      expect(recorded.get(key)?.properties).toMatchObject({ sections: [], riskRating: null });
      expect(recorded.relationships).toEqual([]);
    },
  );
});

test("a schedule watches its endpoint, and one that is stopped watches nothing", async () => {
  const schedule = (name: string, MonitoringScheduleStatus: string, more: object = {}) => ({
    MonitoringScheduleArn: arn(`monitoring-schedule/${name}`),
    MonitoringScheduleName: name,
    MonitoringScheduleStatus,
    EndpointName: "Triage",
    ...more,
  });
  const recorded = await collectRecorded(sagemakerMonitors, {
    "sagemaker:ListMonitoringSchedules": {
      MonitoringScheduleSummaries: [
        schedule("a", "Scheduled", { MonitoringType: "ModelBias" }),
        schedule("b", "Stopped"),
      ],
    },
  });
  expect(undeclared(sagemakerMonitors, recorded)).toEqual([]);
  expect(recorded.resources.map(({ facets }) => facets)).toEqual([
    { enabled: true, measures: ["ModelBias"] },
    { enabled: false, measures: ["DataQuality"] },
  ]);
  expect(edgesOf(recorded, arn("endpoint/triage"))).toEqual([
    `monitored-by ${arn("monitoring-schedule/a")}`,
    `monitored-by ${arn("monitoring-schedule/b")}`,
  ]);
});
