import type { Answers } from "./recorded-aws.ts";

const account = "111122223333";
const at = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:${account}:${resource}`;
const roleOf = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const keyOf = (id: string) => at("kms", `key/${id}`);
const hook = at("lambda", "function:redact:live");
const madeAt = "2026-03-02T08:00:00.000Z";
const byInput =
  (name: string, answers: Readonly<Record<string, object>>) => (input: Readonly<Record<string, unknown>>) =>
    answers[String(input[name])] ?? {};

export const good = {
  app: at("qbusiness", "application/app-good"),
  index: at("qbusiness", "application/app-good/index/idx-good"),
  plugin: at("qbusiness", "application/app-good/plugin/plugin-jira"),
  kendra: at("kendra", "index/kendra-good"),
  classifier: at("comprehend", "document-classifier/letters/version/v2"),
  endpoint: at("comprehend", "document-classifier-endpoint/letters"),
  flywheel: at("comprehend", "flywheel/letters"),
  job: at("comprehend", "pii-entities-detection-job/j1"),
};
export const bad = {
  app: at("qbusiness", "application/app-bad"),
  index: at("qbusiness", "application/app-bad/index/idx-bad"),
  plugin: at("qbusiness", "application/app-bad/plugin/plugin-own"),
  kendra: at("kendra", "index/kendra-bad"),
  recognizer: at("comprehend", "entity-recognizer/people"),
  flywheel: at("comprehend", "flywheel/people"),
  job: at("comprehend", "sentiment-detection-job/j2"),
};

/** Two Q Business applications: one kept well, one open in every way it can be. */
const qbusiness: Answers = {
  "qbusiness:ListApplications": {
    applications: [
      { applicationId: "app-good", displayName: "handbook", status: "ACTIVE" },
      { applicationId: "app-bad", displayName: "trial", status: "ACTIVE" },
    ],
  },
  "qbusiness:GetApplication": byInput("applicationId", {
    "app-good": {
      applicationArn: good.app,
      applicationId: "app-good",
      displayName: "handbook",
      status: "ACTIVE",
      identityType: "AWS_IAM_IDC",
      roleArn: roleOf("handbook"),
      encryptionConfiguration: { kmsKeyId: keyOf("11111111-2222-3333-4444-555555555555") },
      attachmentsConfiguration: { attachmentsControlMode: "DISABLED" },
      createdAt: madeAt,
    },
    "app-bad": {
      applicationArn: bad.app,
      applicationId: "app-bad",
      displayName: "trial",
      status: "ACTIVE",
      identityType: "ANONYMOUS",
      roleArn: roleOf("aws-service-role/qbusiness.amazonaws.com/AWSServiceRoleForQBusiness"),
      attachmentsConfiguration: { attachmentsControlMode: "ENABLED" },
      createdAt: madeAt,
    },
  }),
  "qbusiness:GetChatControlsConfiguration": ({ applicationId, nextToken }) => {
    if (applicationId === "app-bad")
      return {
        responseScope: "EXTENDED_KNOWLEDGE_ENABLED",
        creatorModeConfiguration: { creatorModeControl: "ENABLED" },
        topicConfigurations: [{ name: "travel", rules: [{ ruleType: "CONTENT_RETRIEVAL_RULE" }] }],
      };
    const first = {
      responseScope: "ENTERPRISE_CONTENT_ONLY",
      blockedPhrases: { blockedPhrases: ["project heron"] },
      creatorModeConfiguration: { creatorModeControl: "DISABLED" },
      hallucinationReductionConfiguration: { hallucinationReductionControl: "ENABLED" },
      nextToken: "2",
    };
    return nextToken
      ? { topicConfigurations: [{ name: "salaries", rules: [{ ruleType: "CONTENT_BLOCKER_RULE" }] }] }
      : first;
  },
  "qbusiness:ListIndices": byInput("applicationId", {
    "app-good": { indices: [{ indexId: "idx-good", displayName: "handbook" }] },
    "app-bad": { indices: [{ indexId: "idx-bad", displayName: "trial" }] },
  }),
  "qbusiness:GetIndex": byInput("applicationId", {
    "app-good": { indexArn: good.index, indexId: "idx-good", displayName: "handbook", status: "ACTIVE" },
    "app-bad": { indexArn: bad.index, indexId: "idx-bad", displayName: "trial", status: "ACTIVE" },
  }),
  "qbusiness:ListDataSources": byInput("applicationId", {
    "app-good": { dataSources: [{ dataSourceId: "ds-sharepoint" }, { dataSourceId: "ds-site" }] },
    "app-bad": { dataSources: [{ dataSourceId: "ds-bucket" }, { dataSourceId: "ds-uploads" }] },
  }),
  "qbusiness:GetDataSource": byInput("dataSourceId", {
    "ds-sharepoint": {
      dataSourceId: "ds-sharepoint",
      displayName: "intranet",
      type: "SHAREPOINT",
      roleArn: roleOf("handbook-source"),
      configuration: { type: "SHAREPOINT", additionalProperties: { isCrawlAcl: true } },
      vpcConfiguration: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
      documentEnrichmentConfiguration: { preExtractionHookConfiguration: { lambdaArn: hook } },
    },
    "ds-site": { dataSourceId: "ds-site", displayName: "site", type: "WEBCRAWLERV2", configuration: {} },
    "ds-bucket": {
      dataSourceId: "ds-bucket",
      displayName: "contracts",
      type: "S3",
      configuration: {
        type: "S3",
        connectionConfiguration: { repositoryEndpointMetadata: { BucketName: "acme-contracts" } },
      },
    },
    "ds-uploads": { dataSourceId: "ds-uploads", displayName: "uploads", type: "CUSTOM" },
  }),
  "qbusiness:ListRetrievers": byInput("applicationId", {
    "app-good": { retrievers: [{ retrieverId: "r-native" }] },
    "app-bad": { retrievers: [{ retrieverId: "r-kendra" }] },
  }),
  "qbusiness:GetRetriever": byInput("retrieverId", {
    "r-native": { configuration: { nativeIndexConfiguration: { indexId: "idx-good" } } },
    "r-kendra": { configuration: { kendraIndexConfiguration: { indexId: "kendra-bad" } } },
  }),
  "qbusiness:ListPlugins": byInput("applicationId", {
    "app-good": { plugins: [{ pluginId: "plugin-jira" }] },
    "app-bad": { plugins: [{ pluginId: "plugin-own" }] },
  }),
  "qbusiness:GetPlugin": byInput("pluginId", {
    "plugin-jira": {
      pluginArn: good.plugin,
      pluginId: "plugin-jira",
      displayName: "tickets",
      type: "JIRA_CLOUD",
      state: "ENABLED",
      serverUrl: "https://acme.atlassian.net",
      authConfiguration: {
        oAuth2ClientCredentialConfiguration: {
          secretArn: at("secretsmanager", "secret:jira-AbCdEf"),
          roleArn: roleOf("jira-plugin"),
        },
      },
    },
    "plugin-own": {
      pluginArn: bad.plugin,
      pluginId: "plugin-own",
      displayName: "bookings",
      type: "CUSTOM",
      state: "ENABLED",
      serverUrl: "https://bookings.example.com/api",
      authConfiguration: { noAuthConfiguration: {} },
      customPluginConfiguration: {
        description: "Books rooms",
        apiSchemaType: "OPEN_API_V3",
        apiSchema: { payload: JSON.stringify({ paths: { "/rooms": { get: {}, post: {} } } }) },
      },
    },
  }),
  "qbusiness:ListTagsForResource": byInput("resourceARN", {
    [good.app]: { tags: [{ key: "owner", value: "people" }] },
  }),
};

const kendra: Answers = {
  "kendra:ListIndices": {
    IndexConfigurationSummaryItems: [{ Id: "kendra-good" }, { Id: "kendra-bad" }],
  },
  "kendra:DescribeIndex": byInput("Id", {
    "kendra-good": {
      Id: "kendra-good",
      Name: "manuals",
      Status: "ACTIVE",
      Edition: "ENTERPRISE_EDITION",
      RoleArn: roleOf("kendra"),
      ServerSideEncryptionConfiguration: { KmsKeyId: keyOf("11111111-2222-3333-4444-555555555555") },
      UserContextPolicy: "USER_TOKEN",
      UserTokenConfigurations: [
        { JwtTokenTypeConfiguration: { KeyLocation: "URL", URL: "https://login.acme.example/keys" } },
      ],
    },
    "kendra-bad": {
      Id: "kendra-bad",
      Name: "letters",
      Status: "ACTIVE",
      Edition: "DEVELOPER_EDITION",
      RoleArn: roleOf("kendra"),
      UserContextPolicy: "ATTRIBUTE_FILTER",
    },
  }),
  "kendra:ListDataSources": byInput("IndexId", {
    "kendra-good": { SummaryItems: [{ Id: "s1" }, { Id: "s2" }] },
    "kendra-bad": { SummaryItems: [{ Id: "s3" }] },
  }),
  "kendra:DescribeDataSource": byInput("Id", {
    s1: {
      Id: "s1",
      Name: "manuals",
      Type: "S3",
      RoleArn: roleOf("kendra-source"),
      VpcConfiguration: { SubnetIds: ["subnet-1"], SecurityGroupIds: ["sg-1"] },
      Configuration: {
        S3Configuration: {
          BucketName: "acme-manuals",
          AccessControlListConfiguration: { KeyPath: "acl.json" },
        },
      },
    },
    s2: { Id: "s2", Name: "wiki", Type: "CONFLUENCE", Configuration: { ConfluenceConfiguration: {} } },
    s3: {
      Id: "s3",
      Name: "letters",
      Type: "TEMPLATE",
      Configuration: {
        TemplateConfiguration: {
          Template: {
            type: "S3",
            connectionConfiguration: { repositoryEndpointMetadata: { BucketName: "acme-letters" } },
          },
        },
      },
      CustomDocumentEnrichmentConfiguration: {
        PostExtractionHookConfiguration: { LambdaArn: hook, S3Bucket: "acme-letters" },
      },
    },
  }),
  "kendra:ListTagsForResource": { Tags: [{ Key: "owner", Value: "search" }] },
};

const comprehend: Answers = {
  "comprehend:ListDocumentClassifiers": {
    DocumentClassifierPropertiesList: [
      {
        DocumentClassifierArn: good.classifier,
        Status: "TRAINED",
        VersionName: "v2",
        DataAccessRoleArn: roleOf("comprehend"),
        InputDataConfig: { S3Uri: "s3://acme-letters/train/" },
        OutputDataConfig: { S3Uri: "s3://acme-models/letters/", KmsKeyId: keyOf("aaaa") },
        VolumeKmsKeyId: keyOf("aaaa"),
        ModelKmsKeyId: keyOf("aaaa"),
        VpcConfig: { SecurityGroupIds: ["sg-1"], Subnets: ["subnet-1"] },
      },
    ],
  },
  "comprehend:ListEntityRecognizers": {
    EntityRecognizerPropertiesList: [
      {
        EntityRecognizerArn: bad.recognizer,
        Status: "TRAINED",
        DataAccessRoleArn: roleOf("comprehend"),
        InputDataConfig: {
          EntityTypes: [{ Type: "PERSON" }],
          Documents: { S3Uri: "s3://acme-letters/raw/" },
          Annotations: { S3Uri: "s3://acme-labels/people.csv" },
        },
      },
    ],
  },
  "comprehend:ListEndpoints": {
    EndpointPropertiesList: [
      {
        EndpointArn: good.endpoint,
        Status: "IN_SERVICE",
        ModelArn: good.classifier,
        DataAccessRoleArn: roleOf("comprehend"),
      },
    ],
  },
  "comprehend:ListFlywheels": {
    FlywheelSummaryList: [{ FlywheelArn: good.flywheel }, { FlywheelArn: bad.flywheel }],
  },
  "comprehend:DescribeFlywheel": byInput("FlywheelArn", {
    [good.flywheel]: {
      FlywheelProperties: {
        FlywheelArn: good.flywheel,
        Status: "ACTIVE",
        ModelType: "DOCUMENT_CLASSIFIER",
        ActiveModelArn: good.classifier,
        DataAccessRoleArn: roleOf("comprehend"),
        DataLakeS3Uri: "s3://acme-letters/lake/",
        DataSecurityConfig: {
          ModelKmsKeyId: keyOf("aaaa"),
          VolumeKmsKeyId: keyOf("aaaa"),
          DataLakeKmsKeyId: keyOf("aaaa"),
          VpcConfig: { SecurityGroupIds: ["sg-1"], Subnets: ["subnet-1"] },
        },
      },
    },
    [bad.flywheel]: {
      FlywheelProperties: {
        FlywheelArn: bad.flywheel,
        Status: "FAILED",
        ModelType: "ENTITY_RECOGNIZER",
        DataSecurityConfig: { ModelKmsKeyId: keyOf("aaaa") },
      },
    },
  }),
  "comprehend:ListFlywheelIterationHistory": byInput("FlywheelArn", {
    [good.flywheel]: { FlywheelIterationPropertiesList: [{ Status: "COMPLETED", EndTime: madeAt }] },
    [bad.flywheel]: {
      FlywheelIterationPropertiesList: [
        { Status: "FAILED", CreationTime: madeAt, EndTime: "2026-03-03T08:00:00.000Z" },
        { Status: "FAILED", CreationTime: madeAt },
      ],
    },
  }),
  "comprehend:ListPiiEntitiesDetectionJobs": {
    PiiEntitiesDetectionJobPropertiesList: [
      {
        JobArn: good.job,
        JobName: "redact",
        JobStatus: "COMPLETED",
        InputDataConfig: { S3Uri: "s3://acme-letters/in/" },
        OutputDataConfig: { S3Uri: "s3://acme-letters/out/", KmsKeyId: keyOf("aaaa") },
        DataAccessRoleArn: roleOf("comprehend"),
      },
    ],
  },
  "comprehend:ListSentimentDetectionJobs": {
    SentimentDetectionJobPropertiesList: [
      {
        JobArn: bad.job,
        JobStatus: "COMPLETED",
        InputDataConfig: { S3Uri: "s3://acme-letters/in/" },
        OutputDataConfig: { S3Uri: "s3://acme-letters/out/" },
      },
    ],
  },
  "comprehend:ListTagsForResource": { Tags: [{ Key: "owner", Value: "mail-room" }] },
};

export const searchAnswers: Answers = { ...qbusiness, ...kendra, ...comprehend };
