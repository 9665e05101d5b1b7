import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

const apps = z.array(z.object({ kind: z.string(), name: z.string(), status: z.string() }));

/** SageMaker around its models: where people work, what prepares, keeps, ships and watches models. */
export const awsSagemakerResourceTypes = defineResourceTypes({
  "aws.sagemaker.domain": {
    title: "SageMaker domain",
    class: "workspace",
    layer: "pipeline",
    properties: z.object({
      status: z.string(),
      /** `SSO` where the workforce's directory signs people in, `IAM` where IAM identities open the studio. */
      authMode: z.string(),
      /** `VpcOnly`, or `PublicInternetOnly` where its apps have a way out of their own. */
      networkAccess: z.string(),
      /** CloudTrail names the user profile behind each call of an execution role. */
      tellsUsers: z.boolean(),
    }),
  },
  "aws.sagemaker.user-profile": {
    title: "SageMaker user profile",
    class: "notebook",
    layer: "pipeline",
    properties: z.object({ domainId: z.string(), status: z.string(), ownRole: z.boolean(), apps }),
  },
  "aws.sagemaker.space": {
    title: "SageMaker space",
    class: "notebook",
    layer: "pipeline",
    properties: z.object({
      domainId: z.string(),
      status: z.string(),
      owner: z.string().nullable(),
      shared: z.boolean(),
      /** Editors elsewhere may connect to it. */
      remoteAccess: z.boolean(),
      apps,
    }),
  },
  "aws.sagemaker.lifecycle-config": {
    title: "SageMaker lifecycle configuration",
    class: "build",
    layer: "pipeline",
    properties: z.object({ of: z.enum(["notebook-instance", "studio"]) }),
  },
  "aws.sagemaker.feature-group": {
    title: "SageMaker feature group",
    class: "dataset",
    layer: "data",
    properties: z.object({
      status: z.string(),
      onlineStore: z.boolean(),
      offlineStore: z.boolean(),
    }),
  },
  "aws.sagemaker.pipeline": {
    title: "SageMaker pipeline",
    class: "pipeline",
    layer: "pipeline",
    properties: z.object({
      status: z.string(),
      steps: z.array(z.string()),
      /** Steps that register a model as approved, whoever looked at it. */
      selfApprovingSteps: z.array(z.string()),
    }),
  },
  "aws.sagemaker.model-package-group": {
    title: "SageMaker model package group",
    class: "model-registry",
    layer: "pipeline",
    properties: z.object({
      status: z.string(),
      newestApproval: z.string().nullable(),
      /** The newest approved version was approved by whoever made it. */
      approvedByMaker: z.boolean(),
      /** Principals elsewhere whom its own policy lets in. */
      outsideReaders: z.array(z.string()),
    }),
  },
  "aws.sagemaker.model-card": {
    title: "SageMaker model card",
    class: "evaluation",
    layer: "model",
    properties: z.object({
      status: z.string(),
      /** Parts of the card that say something. */
      sections: z.array(z.string()),
      riskRating: z.string().nullable(),
      customerKey: z.boolean(),
    }),
  },
  "aws.sagemaker.monitoring-schedule": {
    title: "SageMaker monitoring schedule",
    class: "model-monitor",
    layer: "model",
    properties: z.object({ status: z.string(), endpoint: z.string().nullable() }),
  },
  "aws.sagemaker.monitoring-job-definition": {
    title: "SageMaker monitoring job definition",
    class: "processing-job",
    layer: "model",
    properties: z.object({ measures: z.string(), encryptsTraffic: z.boolean() }),
  },
  "aws.sagemaker.processing-job": {
    title: "SageMaker processing job",
    class: "processing-job",
    layer: "pipeline",
    properties: z.object({ status: z.string(), image: z.string().nullable() }),
  },
  "aws.sagemaker.transform-job": {
    title: "SageMaker batch transform job",
    class: "processing-job",
    layer: "data",
    properties: z.object({ status: z.string() }),
  },
  "aws.sagemaker.tuning-job": {
    title: "SageMaker hyperparameter tuning job",
    class: "processing-job",
    layer: "pipeline",
    properties: z.object({ status: z.string() }),
  },
  "aws.sagemaker.compilation-job": {
    title: "SageMaker compilation job",
    class: "processing-job",
    layer: "pipeline",
    properties: z.object({ status: z.string() }),
  },
  "aws.sagemaker.automl-job": {
    title: "SageMaker AutoML job",
    class: "training-job",
    layer: "pipeline",
    properties: z.object({ status: z.string(), encryptsTraffic: z.boolean() }),
  },
  "aws.sagemaker.human-review-flow": {
    title: "SageMaker human review flow",
    class: "processing-job",
    layer: "data",
    properties: z.object({ status: z.string() }),
  },
  "aws.sagemaker.cluster": {
    title: "SageMaker HyperPod cluster",
    class: "cluster",
    layer: "pipeline",
    properties: z.object({
      status: z.string(),
      orchestrator: z.enum(["eks", "slurm"]),
      privateNetwork: z.boolean(),
      /** Every volume of its nodes that can have a key is under the customer's own. */
      customerKey: z.boolean(),
      instanceGroups: z.array(z.object({ name: z.string(), instanceType: z.string(), count: z.number() })),
    }),
  },
});
