import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

/** What one thing that was let in may do: an app with the repositories and rights it holds. */
const Installation = z.object({
  app: z.string(),
  allRepositories: z.boolean(),
  /** Rights it may write with, such as `contents` or `administration`. */
  writes: z.array(z.string()),
});

/** How many open alerts there are of each kind that matters here. */
const Alerts = z.object({
  criticalDependencies: z.array(z.string()),
  maliciousDependencies: z.array(z.string()),
  promptInjection: z.array(z.string()),
  modelOutputExecution: z.array(z.string()),
});

const Environment = z.object({
  name: z.string(),
  reviewers: z.number(),
  /** Only named or protected branches may deploy to it. */
  branchesLimited: z.boolean(),
});

const DeploymentTarget = z.object({
  name: z.string(),
  /** production, staging, testing, development or other. */
  tier: z.string(),
  /** Only chosen people may deploy to it. */
  protected: z.boolean(),
  /** How many others must agree to a deployment. */
  approvals: z.number(),
});

export const sourceControlResourceTypes = defineResourceTypes({
  "github.organization": {
    title: "Organization",
    class: "tenant",
    layer: "pipeline",
    properties: z.object({
      /** What every member may do in every repository: none, read, write or admin. */
      defaultPermission: z.string(),
      membersCreatePublicRepositories: z.boolean(),
      /** Which actions may run: all, local_only or selected. */
      allowedActions: z.string(),
      defaultTokenWrites: z.boolean(),
      workflowsMayApprove: z.boolean(),
      ownerCount: z.number(),
      membersWithoutMultiFactor: z.array(z.string()),
      installations: z.array(Installation),
    }),
  },
  "github.repository": {
    title: "Repository",
    class: "repository",
    layer: "pipeline",
    properties: z.object({
      visibility: z.string(),
      defaultBranch: z.string(),
      archived: z.boolean(),
      language: z.string().nullable(),
      topics: z.array(z.string()),
      /** Of the default branch, over classic protection and every ruleset together. */
      approvals: z.number(),
      requiresCodeOwnerReview: z.boolean(),
      dismissesStaleReviews: z.boolean(),
      requiresStatusChecks: z.boolean(),
      allowsForcePush: z.boolean(),
      /** Who may push past the rules, as far as the rules say. */
      bypassers: z.array(z.string()),
      pushProtection: z.boolean(),
      dependencyAlerts: z.boolean(),
      codeScanning: z.boolean(),
      alerts: Alerts,
      environments: z.array(Environment),
      secretNames: z.array(z.string()),
      /** Claims its OIDC subject is made of; empty where it is GitHub's own form. */
      subjectClaims: z.array(z.string()),
      allowsForking: z.boolean(),
    }),
  },
  "github.workflow": {
    title: "Workflow",
    class: "workflow",
    layer: "pipeline",
    properties: z.object({
      path: z.string(),
      triggers: z.array(z.string()),
      unpinned: z.array(z.string()),
      /** Rights its jobs' token may write with, `all` among them. */
      writes: z.array(z.string()),
      /** Expressions an outsider fills in that a shell step evaluates. */
      injections: z.array(z.string()),
      /** Jobs that ask a cloud for an identity, each with the environment that guards it. */
      federatingJobs: z.array(z.object({ job: z.string(), environment: z.string().nullable() })),
      selfHosted: z.boolean(),
      /** Steps that write or attest a bill of materials. */
      billOfMaterials: z.array(z.string()),
    }),
  },
  "github.runner-group": {
    title: "Runner group",
    class: "compute",
    layer: "pipeline",
    properties: z.object({
      /** Which repositories may use it. */
      visibility: z.string(),
      /** Those that are public, too. */
      takesPublicRepositories: z.boolean(),
      /** Takes jobs of named workflows only. */
      takesNamedWorkflows: z.boolean(),
      /** Set up by the enterprise, and changed there. */
      inherited: z.boolean(),
      runnerCount: z.number(),
    }),
  },
  "github.deploy-key": {
    title: "Deploy key",
    class: "credential",
    layer: "pipeline",
    properties: z.object({ readOnly: z.boolean(), addedBy: z.string().nullable(), verified: z.boolean() }),
  },
  "gitlab.group": {
    title: "Group",
    class: "tenant",
    layer: "pipeline",
    properties: z.object({
      visibility: z.string(),
      membersCreateProjects: z.string(),
      sharesWithOtherGroups: z.boolean(),
      ownerCount: z.number(),
    }),
  },
  "gitlab.project": {
    title: "Project",
    class: "repository",
    layer: "pipeline",
    properties: z.object({
      visibility: z.string(),
      defaultBranch: z.string().nullable(),
      archived: z.boolean(),
      topics: z.array(z.string()),
      approvals: z.number(),
      requiresCodeOwnerReview: z.boolean(),
      allowsForcePush: z.boolean(),
      defaultBranchProtected: z.boolean(),
      /** Variables any branch may read, by name. */
      unprotectedVariables: z.array(z.string()),
      /** Variables whose value a job's log would show, by name. */
      unmaskedVariables: z.array(z.string()),
      jobTokenOpen: z.boolean(),
      /** Projects and groups outside its own group whose jobs may call it, by address. */
      jobTokenOutsiders: z.array(z.string()),
      environments: z.array(DeploymentTarget),
      sharedRunners: z.boolean(),
      pipelinesPublic: z.boolean(),
    }),
  },
  "gitlab.pipeline": {
    title: "CI configuration",
    class: "workflow",
    layer: "pipeline",
    properties: z.object({
      path: z.string(),
      unpinnedImages: z.array(z.string()),
      unpinnedIncludes: z.array(z.string()),
      environments: z.array(z.string()),
      idTokens: z.array(z.string()),
      privilegedServices: z.array(z.string()),
    }),
  },
  "gitlab.runner": {
    title: "Runner",
    class: "compute",
    layer: "pipeline",
    properties: z.object({
      /** Of chosen projects, of a group, or lent by the server to everybody. */
      kind: z.enum(["instance", "group", "project"]),
      paused: z.boolean(),
      /** Takes jobs of protected branches and tags only. */
      protected: z.boolean(),
      /** Takes jobs that ask for no particular runner. */
      runsUntagged: z.boolean(),
      /** Cannot be lent to further projects. */
      locked: z.boolean(),
      tags: z.array(z.string()),
    }),
  },
  "gitlab.access-token": {
    title: "Access token",
    class: "credential",
    layer: "pipeline",
    properties: z.object({ scopes: z.array(z.string()), accessLevel: z.number() }),
  },
  "gitlab.deploy-token": {
    title: "Deploy token",
    class: "credential",
    layer: "pipeline",
    properties: z.object({ scopes: z.array(z.string()) }),
  },
  "gitlab.trigger-token": {
    title: "Pipeline trigger token",
    class: "credential",
    layer: "pipeline",
    properties: z.object({}),
  },
  "gitlab.deploy-key": {
    title: "Deploy key",
    class: "credential",
    layer: "pipeline",
    properties: z.object({ readOnly: z.boolean() }),
  },
});
