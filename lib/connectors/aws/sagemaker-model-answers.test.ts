import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Refusal,
} from "#tests/support/recorded-aws.ts";
import { arn } from "#tests/support/sagemaker-samples.ts";
import { sagemakerModels } from "./sagemaker-models.ts";

describe("which training made a model", () => {
  const producers = async (PrimaryContainer: object, version: object = {}) => {
    const recorded = await collectRecorded(sagemakerModels, {
      "sagemaker:ListModels": { Models: [{ ModelName: "Triage", ModelArn: arn("model/triage") }] },
      "sagemaker:DescribeModel": { ModelArn: arn("model/triage"), ModelName: "Triage", PrimaryContainer },
      "sagemaker:DescribeModelPackage": version,
    });
    expect(undeclared(sagemakerModels, recorded)).toEqual([]);
    return recorded.relationships.filter(({ kind }) => kind === "produces").map(({ from }) => from);
  };
  const file = "s3://models/triage/Triage-2026/output/model.tar.gz";

  test("is told by where its file lies", async () => {
    expect(await producers({ ModelDataUrl: file })).toEqual([arn("training-job/triage-2026")]);
    expect(await producers({ ModelDataUrl: "s3://models/triage/model.tar.gz" })).toEqual([]);
    expect(await producers({})).toEqual([]);
  });

  test("also of a model that names only its version in the registry", async () => {
    const version = { InferenceSpecification: { Containers: [{ ModelDataUrl: file }] } };
    expect(await producers({ ModelPackageName: arn("model-package/triage/3") }, version)).toEqual([
      arn("training-job/triage-2026"),
    ]);
  });
});

describe("a model made from the registry", () => {
  const packageArn = arn("model-package/triage/3");
  const made = (answer: object | Refusal, containers = [{ ModelPackageName: packageArn }]) =>
    collectRecorded(sagemakerModels, {
      "sagemaker:ListModels": { Models: [{ ModelName: "Triage", ModelArn: arn("model/triage") }] },
      "sagemaker:DescribeModel": {
        ModelArn: arn("model/triage"),
        ModelName: "Triage",
        Containers: containers,
      },
      "sagemaker:DescribeModelPackage": answer,
    });

  test.each([
    ["Approved", "approved"],
    ["PendingManualApproval", "not-approved"],
    ["Rejected", "not-approved"],
    [undefined, "approved"],
  ])("whose version is %s is %s", async (ModelApprovalStatus, registered) => {
    const recorded = await made({ ModelApprovalStatus });
    expect(undeclared(sagemakerModels, recorded)).toEqual([]);
    expect(recorded.get(arn("model/triage"))?.properties).toMatchObject({ registered });
    expect(edgesOf(recorded, arn("model/triage"))).toEqual([`built-by ${arn("model-package-group/triage")}`]);
  });

  test("one of whose containers is not from there is none of its", async () => {
    const recorded = await made({ ModelApprovalStatus: "Approved" }, [
      { ModelPackageName: packageArn },
      { ModelPackageName: "" },
    ]);
    expect(recorded.get(arn("model/triage"))?.properties).toMatchObject({ registered: "none" });
  });

  test("whose version may not be read is unknown, and one whose version is gone is not approved", async () => {
    expect(unknownsOf(await made("denied"), arn("model/triage"))).toMatchObject({
      "properties.registered": "denied",
    });
    expect((await made("not-found")).get(arn("model/triage"))?.properties).toMatchObject({
      registered: "not-approved",
    });
  });
});
