import type { TemplateStatement } from "./store-templates.ts";

/**
 * Policy templates of AWS SAM for all other services, as of 2026-05-29. From
 * https://github.com/aws/serverless-application-model/blob/develop/samtranslator/policy_templates_data/policy_templates.json
 */
export const serviceTemplates: Readonly<Record<string, readonly TemplateStatement[]>> = {
  AMIDescribePolicy: [{ actions: ["ec2:DescribeImages"], resources: ["*"] }],
  AcmGetCertificatePolicy: [{ actions: ["acm:GetCertificate"], resources: ["${CertificateArn}"] }],
  CloudFormationDescribeStacksPolicy: [
    {
      actions: ["cloudformation:DescribeStacks"],
      resources: ["arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:stack/*"],
    },
  ],
  CloudWatchDashboardPolicy: [
    {
      actions: [
        "cloudwatch:GetDashboard",
        "cloudwatch:ListDashboards",
        "cloudwatch:PutDashboard",
        "cloudwatch:ListMetrics",
      ],
      resources: ["*"],
    },
  ],
  CloudWatchDescribeAlarmHistoryPolicy: [{ actions: ["cloudwatch:DescribeAlarmHistory"], resources: ["*"] }],
  CloudWatchPutMetricPolicy: [{ actions: ["cloudwatch:PutMetricData"], resources: ["*"] }],
  CodeCommitCrudPolicy: [
    {
      actions: [
        "codecommit:GitPull",
        "codecommit:GitPush",
        "codecommit:CreateBranch",
        "codecommit:DeleteBranch",
        "codecommit:GetBranch",
        "codecommit:ListBranches",
        "codecommit:MergeBranchesByFastForward",
        "codecommit:MergeBranchesBySquash",
        "codecommit:MergeBranchesByThreeWay",
        "codecommit:UpdateDefaultBranch",
        "codecommit:BatchDescribeMergeConflicts",
        "codecommit:CreateUnreferencedMergeCommit",
        "codecommit:DescribeMergeConflicts",
        "codecommit:GetMergeCommit",
        "codecommit:GetMergeOptions",
        "codecommit:BatchGetPullRequests",
        "codecommit:CreatePullRequest",
        "codecommit:DescribePullRequestEvents",
        "codecommit:GetCommentsForPullRequest",
        "codecommit:GetCommitsFromMergeBase",
        "codecommit:GetMergeConflicts",
        "codecommit:GetPullRequest",
        "codecommit:ListPullRequests",
        "codecommit:MergePullRequestByFastForward",
        "codecommit:MergePullRequestBySquash",
        "codecommit:MergePullRequestByThreeWay",
        "codecommit:PostCommentForPullRequest",
        "codecommit:UpdatePullRequestDescription",
        "codecommit:UpdatePullRequestStatus",
        "codecommit:UpdatePullRequestTitle",
        "codecommit:DeleteFile",
        "codecommit:GetBlob",
        "codecommit:GetFile",
        "codecommit:GetFolder",
        "codecommit:PutFile",
        "codecommit:DeleteCommentContent",
        "codecommit:GetComment",
        "codecommit:GetCommentsForComparedCommit",
        "codecommit:PostCommentForComparedCommit",
        "codecommit:PostCommentReply",
        "codecommit:UpdateComment",
        "codecommit:BatchGetCommits",
        "codecommit:CreateCommit",
        "codecommit:GetCommit",
        "codecommit:GetCommitHistory",
        "codecommit:GetDifferences",
        "codecommit:GetObjectIdentifier",
        "codecommit:GetReferences",
        "codecommit:GetTree",
        "codecommit:GetRepository",
        "codecommit:UpdateRepositoryDescription",
        "codecommit:ListTagsForResource",
        "codecommit:TagResource",
        "codecommit:UntagResource",
        "codecommit:GetRepositoryTriggers",
        "codecommit:PutRepositoryTriggers",
        "codecommit:TestRepositoryTriggers",
        "codecommit:GetBranch",
        "codecommit:GetCommit",
        "codecommit:UploadArchive",
        "codecommit:GetUploadArchiveStatus",
        "codecommit:CancelUploadArchive",
      ],
      resources: ["arn:${AWS::Partition}:codecommit:${AWS::Region}:${AWS::AccountId}:${RepositoryName}"],
    },
  ],
  CodeCommitReadPolicy: [
    {
      actions: [
        "codecommit:GitPull",
        "codecommit:GetBranch",
        "codecommit:ListBranches",
        "codecommit:BatchDescribeMergeConflicts",
        "codecommit:DescribeMergeConflicts",
        "codecommit:GetMergeCommit",
        "codecommit:GetMergeOptions",
        "codecommit:BatchGetPullRequests",
        "codecommit:DescribePullRequestEvents",
        "codecommit:GetCommentsForPullRequest",
        "codecommit:GetCommitsFromMergeBase",
        "codecommit:GetMergeConflicts",
        "codecommit:GetPullRequest",
        "codecommit:ListPullRequests",
        "codecommit:GetBlob",
        "codecommit:GetFile",
        "codecommit:GetFolder",
        "codecommit:GetComment",
        "codecommit:GetCommentsForComparedCommit",
        "codecommit:BatchGetCommits",
        "codecommit:GetCommit",
        "codecommit:GetCommitHistory",
        "codecommit:GetDifferences",
        "codecommit:GetObjectIdentifier",
        "codecommit:GetReferences",
        "codecommit:GetTree",
        "codecommit:GetRepository",
        "codecommit:ListTagsForResource",
        "codecommit:GetRepositoryTriggers",
        "codecommit:TestRepositoryTriggers",
        "codecommit:GetBranch",
        "codecommit:GetCommit",
        "codecommit:GetUploadArchiveStatus",
      ],
      resources: ["arn:${AWS::Partition}:codecommit:${AWS::Region}:${AWS::AccountId}:${RepositoryName}"],
    },
  ],
  CodePipelineLambdaExecutionPolicy: [
    { actions: ["codepipeline:PutJobSuccessResult", "codepipeline:PutJobFailureResult"], resources: ["*"] },
  ],
  CodePipelineReadOnlyPolicy: [
    {
      actions: ["codepipeline:ListPipelineExecutions"],
      resources: ["arn:${AWS::Partition}:codepipeline:${AWS::Region}:${AWS::AccountId}:${PipelineName}"],
    },
  ],
  CostExplorerReadOnlyPolicy: [
    {
      actions: [
        "ce:GetCostAndUsage",
        "ce:GetDimensionValues",
        "ce:GetReservationCoverage",
        "ce:GetReservationPurchaseRecommendation",
        "ce:GetReservationUtilization",
        "ce:GetTags",
      ],
      resources: ["*"],
    },
  ],
  EC2CopyImagePolicy: [
    {
      actions: ["ec2:CopyImage"],
      resources: ["arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:image/${ImageId}"],
    },
  ],
  EC2DescribePolicy: [{ actions: ["ec2:DescribeRegions", "ec2:DescribeInstances"], resources: ["*"] }],
  EKSDescribePolicy: [{ actions: ["eks:DescribeCluster", "eks:ListClusters"], resources: ["*"] }],
  EcsRunTaskPolicy: [
    {
      actions: ["ecs:RunTask"],
      resources: [
        "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task-definition/${TaskDefinition}",
      ],
    },
  ],
  ElasticMapReduceAddJobFlowStepsPolicy: [
    {
      actions: ["elasticmapreduce:AddJobFlowSteps"],
      resources: [
        "arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}",
      ],
    },
  ],
  ElasticMapReduceCancelStepsPolicy: [
    {
      actions: ["elasticmapreduce:CancelSteps"],
      resources: [
        "arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}",
      ],
    },
  ],
  ElasticMapReduceModifyInstanceFleetPolicy: [
    {
      actions: ["elasticmapreduce:ModifyInstanceFleet", "elasticmapreduce:ListInstanceFleets"],
      resources: [
        "arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}",
      ],
    },
  ],
  ElasticMapReduceModifyInstanceGroupsPolicy: [
    {
      actions: ["elasticmapreduce:ModifyInstanceGroups", "elasticmapreduce:ListInstanceGroups"],
      resources: [
        "arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}",
      ],
    },
  ],
  ElasticMapReduceSetTerminationProtectionPolicy: [
    {
      actions: ["elasticmapreduce:SetTerminationProtection"],
      resources: [
        "arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}",
      ],
    },
  ],
  ElasticMapReduceTerminateJobFlowsPolicy: [
    {
      actions: ["elasticmapreduce:TerminateJobFlows"],
      resources: [
        "arn:${AWS::Partition}:elasticmapreduce:${AWS::Region}:${AWS::AccountId}:cluster/${ClusterId}",
      ],
    },
  ],
  FilterLogEventsPolicy: [
    {
      actions: ["logs:FilterLogEvents"],
      resources: [
        "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${LogGroupName}:log-stream:*",
      ],
    },
  ],
  LambdaInvokePolicy: [
    {
      actions: ["lambda:InvokeFunction"],
      resources: ["arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${FunctionName}*"],
    },
  ],
  MobileAnalyticsWriteOnlyAccessPolicy: [{ actions: ["mobileanalytics:PutEvents"], resources: ["*"] }],
  OrganizationsListAccountsPolicy: [{ actions: ["organizations:ListAccounts"], resources: ["*"] }],
  PinpointEndpointAccessPolicy: [
    {
      actions: [
        "mobiletargeting:GetEndpoint",
        "mobiletargeting:UpdateEndpoint",
        "mobiletargeting:UpdateEndpointsBatch",
      ],
      resources: [
        "arn:${AWS::Partition}:mobiletargeting:${AWS::Region}:${AWS::AccountId}:apps/${PinpointApplicationId}/endpoints/*",
      ],
    },
  ],
  Route53ChangeResourceRecordSetsPolicy: [
    {
      actions: ["route53:ChangeResourceRecordSets"],
      resources: ["arn:${AWS::Partition}:route53:::hostedzone/${HostedZoneId}"],
    },
  ],
  SESBulkTemplatedCrudPolicy: [
    {
      actions: [
        "ses:GetIdentityVerificationAttributes",
        "ses:SendEmail",
        "ses:SendRawEmail",
        "ses:SendTemplatedEmail",
        "ses:SendBulkTemplatedEmail",
        "ses:VerifyEmailIdentity",
      ],
      resources: ["arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName}"],
    },
  ],
  SESBulkTemplatedCrudPolicy_v2: [
    {
      actions: ["ses:SendEmail", "ses:SendRawEmail", "ses:SendTemplatedEmail", "ses:SendBulkTemplatedEmail"],
      resources: [
        "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName}",
        "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:template/${TemplateName}",
      ],
    },
    { actions: ["ses:GetIdentityVerificationAttributes", "ses:VerifyEmailIdentity"], resources: ["*"] },
  ],
  SESCrudPolicy: [
    {
      actions: [
        "ses:GetIdentityVerificationAttributes",
        "ses:SendEmail",
        "ses:SendRawEmail",
        "ses:VerifyEmailIdentity",
      ],
      resources: ["arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName}"],
    },
  ],
  SESEmailTemplateCrudPolicy: [
    {
      actions: [
        "ses:CreateTemplate",
        "ses:GetTemplate",
        "ses:ListTemplates",
        "ses:UpdateTemplate",
        "ses:DeleteTemplate",
        "ses:TestRenderTemplate",
      ],
      resources: ["*"],
    },
  ],
  SESSendBouncePolicy: [
    {
      actions: ["ses:SendBounce"],
      resources: ["arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${IdentityName}"],
    },
  ],
  ServerlessRepoReadWriteAccessPolicy: [
    {
      actions: [
        "serverlessrepo:CreateApplication",
        "serverlessrepo:CreateApplicationVersion",
        "serverlessrepo:UpdateApplication",
        "serverlessrepo:GetApplication",
        "serverlessrepo:ListApplications",
        "serverlessrepo:ListApplicationVersions",
        "serverlessrepo:ListApplicationDependencies",
      ],
      resources: ["arn:${AWS::Partition}:serverlessrepo:${AWS::Region}:${AWS::AccountId}:applications/*"],
    },
  ],
  StepFunctionsCallbackPolicy: [
    {
      actions: ["states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess"],
      resources: [
        "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${StateMachineName}",
      ],
    },
  ],
  StepFunctionsExecutionPolicy: [
    {
      actions: ["states:StartExecution"],
      resources: [
        "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${StateMachineName}",
      ],
    },
  ],
  StepFunctionsExecutionPolicy_v2: [
    {
      actions: ["states:StartExecution", "states:StartSyncExecution"],
      resources: [
        "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${StateMachineName}",
      ],
    },
  ],
  VPCAccessPolicy: [
    {
      actions: [
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DetachNetworkInterface",
      ],
      resources: ["*"],
    },
  ],
};
