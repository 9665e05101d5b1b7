import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { tagPairs, type AwsEstate } from "./estate.ts";
import { policyText } from "./policies.ts";

/** Pipelines, and the groups of model packages that they register models in. */
export function declarePipelines(estate: AwsEstate): void {
  estate.each("aws_sagemaker_pipeline", (block) => declarePipeline(estate, block));
  estate.each("aws_sagemaker_model_package_group", (block) => declareGroup(estate, block));
}

function declarePipeline(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const PipelineName = estate.idOf(block);
  const PipelineArn = estate.arnOf(block);
  answers.list("sagemaker:ListPipelines", region, "PipelineSummaries", [{ PipelineName, PipelineArn }]);
  answers.say(
    "sagemaker:DescribePipeline",
    region,
    { PipelineName },
    present({
      PipelineName,
      PipelineArn,
      PipelineStatus: "Active",
      RoleArn: block.text("role_arn"),
      // One that is kept in a bucket is not read.
      PipelineDefinition: block.text("pipeline_definition"),
    }),
  );
  answers.leaveOpen("sagemaker:ListPipelineExecutions", region, { PipelineName });
  answers.say("sagemaker:ListTags", region, { ResourceArn: PipelineArn }, { Tags: tagPairs(block) });
}

function declareGroup(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const ModelPackageGroupName = estate.idOf(block);
  const ModelPackageGroupArn = estate.arnOf(block);
  const match = { ModelPackageGroupName };
  answers.list("sagemaker:ListModelPackageGroups", region, "ModelPackageGroupSummaryList", [
    { ModelPackageGroupName, ModelPackageGroupArn, ModelPackageGroupStatus: "Completed" },
  ]);
  const [separate] = estate.naming(
    "aws_sagemaker_model_package_group_policy",
    "model_package_group_name",
    ModelPackageGroupName,
  );
  const ResourcePolicy = separate && policyText(separate, "resource_policy");
  if (ResourcePolicy) answers.say("sagemaker:GetModelPackageGroupPolicy", region, match, { ResourcePolicy });
  else answers.deny("sagemaker:GetModelPackageGroupPolicy", region, match);
  // Versions are registered by whoever trains them, and never declared.
  answers.leaveOpen("sagemaker:ListModelPackages", region, match);
  answers.say("sagemaker:ListTags", region, { ResourceArn: ModelPackageGroupArn }, { Tags: tagPairs(block) });
}
