import type { Bucket, Fn, LogGroup, Part, Repository, Role, Secret } from "./estate-type.ts";
import {
  account,
  arn,
  bucketArn,
  functionArn,
  home,
  idOf,
  keyArn,
  logGroupArn,
  regions,
  type Region,
} from "./names.ts";
import { allow, trustedAccount, trustedService } from "./statements.ts";

/** Everything else an insurer runs, kept well: none of it has to do with AI but one notebook. */
const teams: Record<string, readonly string[]> = {
  billing: ["invoices", "dunning", "payments", "ledger", "receipts", "refunds", "direct-debit"],
  policies: ["quotes", "renewals", "documents", "endorsements", "archive", "pricing", "certificates"],
  brokers: ["portal", "commissions", "onboarding", "directory"],
  claims: ["intake", "triage", "settlements", "photos", "appraisers", "recoveries"],
  reporting: ["solvency", "statistics", "exports", "regulator", "reserves", "reinsurance"],
  platform: ["audit", "access-logs", "backups", "artifacts"],
};
const apps = Object.entries(teams).flatMap(([team, names]) =>
  names.map((name) => ({ team, app: `${team}-${name}` })),
);

const tagsOf = (team: string) => ({
  owner: team,
  environment: "production",
  "data-classification": "internal",
});
const regionOf = (app: string): Region =>
  Number.parseInt(idOf(app, 2), 16) % 3 === 0 ? "eu-central-1" : home;

const bucketOf = (app: string): string => `acme-${app}`;
const buckets: Bucket[] = apps.map(({ team, app }) => ({
  name: bucketOf(app),
  region: regionOf(app),
  key: "data",
  tags: tagsOf(team),
}));

const functionApps = apps.filter(({ team }) => team !== "platform");
const functions: Fn[] = functionApps.map(({ team, app }) => ({
  name: `${app}-worker`,
  region: regionOf(app),
  role: `${app}-worker`,
  tags: tagsOf(team),
  environment: { STAGE: "production", BUCKET: bucketOf(app), DB_SECRET_ARN: secretArn(app) },
}));

const logGroups: LogGroup[] = functionApps.map(({ app }) => ({
  name: `/aws/lambda/${app}-worker`,
  region: regionOf(app),
  days: 365,
  key: "logs",
}));

const secrets: Secret[] = functionApps.map(({ team, app }) => ({
  name: `${app}/database`,
  region: regionOf(app),
  key: "secrets",
  tags: tagsOf(team),
}));
function secretArn(app: string): string {
  return arn("secretsmanager", regionOf(app), `secret:${app}/database-${idOf(`${app}/database`, 6)}`);
}

const workerRoles: Role[] = functionApps.map(({ team, app }) => ({
  name: `${app}-worker`,
  trust: [trustedService("lambda.amazonaws.com")],
  may: [
    allow(["s3:GetObject", "s3:PutObject"], `${bucketArn(bucketOf(app))}/*`),
    allow("secretsmanager:GetSecretValue", secretArn(app)),
    allow("kms:Decrypt", keyArn("secrets", regionOf(app))),
    allow(
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      `${logGroupArn(`/aws/lambda/${app}-worker`, regionOf(app))}:*`,
    ),
  ],
  tags: tagsOf(team),
  lastUsedAt: "2026-11-15T21:00:00.000Z",
}));

const staffRoles: Role[] = [
  {
    name: "support-reader",
    trust: [trustedAccount],
    may: [
      allow(
        ["s3:ListBucket", "s3:GetObject"],
        [bucketArn("acme-claims-photos"), `${bucketArn("acme-claims-photos")}/*`],
      ),
    ],
    tags: tagsOf("claims"),
  },
  {
    name: "billing-operator",
    trust: [trustedAccount],
    may: [
      allow("lambda:InvokeFunction", functionArn("billing-invoices-worker", regionOf("billing-invoices"))),
    ],
    tags: tagsOf("billing"),
  },
];

const repositories: Repository[] = [
  "billing",
  "policies",
  "brokers",
  "claims-intake",
  "reporting",
  "base-images",
].map((name) => ({ name: `services/${name}`, region: home, tags: tagsOf("platform") }));

const notebookRole: Role = {
  name: "actuarial-notebook",
  trust: [trustedService("sagemaker.amazonaws.com")],
  may: [allow(["s3:GetObject"], `${bucketArn("acme-reporting-statistics")}/*`)],
  tags: { owner: "actuaries", environment: "development" },
};

const notebookArn = arn("sagemaker", home, "notebook-instance/actuarial-notebook");
const notebook = {
  NotebookInstanceName: "actuarial-notebook",
  NotebookInstanceArn: notebookArn,
  NotebookInstanceStatus: "Stopped",
  InstanceType: "ml.t3.medium",
  CreationTime: "2026-03-02T08:00:00.000Z",
};

const trailName = "organization-trail";
const trailArn = arn("cloudtrail", home, `trail/${trailName}`);
const trail = {
  Name: trailName,
  TrailARN: trailArn,
  S3BucketName: "acme-platform-audit",
  HomeRegion: home,
  IsMultiRegionTrail: true,
  IsOrganizationTrail: false,
  IncludeGlobalServiceEvents: true,
  LogFileValidationEnabled: true,
  KmsKeyId: keyArn("logs"),
  HasCustomEventSelectors: true,
  HasInsightSelectors: false,
};
const dataEvents = (type: string) => ({
  Name: type,
  FieldSelectors: [
    { Field: "eventCategory", Equals: ["Data"] },
    { Field: "resources.type", Equals: [type] },
  ],
});

export const platform: Part = {
  roles: [...workerRoles, ...staffRoles, notebookRole],
  buckets,
  keys: regions.flatMap((region) => ["data", "logs", "secrets"].map((alias) => ({ alias, region }))),
  functions,
  logGroups,
  secrets,
  repositories,
  securityGroups: regions.map((region) => ({
    id: `sg-${idOf(`workers ${region}`, 17)}`,
    name: "workers",
    region,
  })),
  vpcEndpoints: [
    { service: "s3", region: home },
    { service: "bedrock-runtime", region: home },
    { service: "bedrock-agent-runtime", region: home },
    { service: "secretsmanager", region: home },
    { service: "s3", region: "eu-central-1" },
  ],
  answers: {
    [`${home} sagemaker:ListNotebookInstances`]: { NotebookInstances: [notebook] },
    [`${home} sagemaker:DescribeNotebookInstance`]: {
      ...notebook,
      SubnetId: "subnet-0a1b2c3d4e5f60718",
      SecurityGroups: [`sg-${idOf(`workers ${home}`, 17)}`],
      RoleArn: `arn:aws:iam::${account}:role/actuarial-notebook`,
      KmsKeyId: keyArn("data"),
      DirectInternetAccess: "Disabled",
      RootAccess: "Disabled",
      PlatformIdentifier: "notebook-al2023-v1",
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: "2" },
      VolumeSizeInGB: 20,
    },
    [`${home} sagemaker:ListTags`]: {
      Tags: [
        { Key: "owner", Value: "actuaries" },
        { Key: "environment", Value: "development" },
      ],
    },
    ...Object.fromEntries(
      regions.map((region) => [`${region} cloudtrail:DescribeTrails`, { trailList: [trail] }]),
    ),
    [`${home} cloudtrail:GetTrailStatus`]: {
      IsLogging: true,
      LatestDeliveryTime: "2026-11-16T05:55:00.000Z",
    },
    [`${home} cloudtrail:GetEventSelectors`]: {
      TrailARN: trailArn,
      AdvancedEventSelectors: [
        { Name: "Management events", FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
        ...["AWS::S3::Object", "AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase"].map(dataEvents),
      ],
    },
    [`${home} cloudtrail:ListTags`]: {
      ResourceTagList: [{ ResourceId: trailArn, TagsList: [{ Key: "owner", Value: "platform" }] }],
    },
  },
};
