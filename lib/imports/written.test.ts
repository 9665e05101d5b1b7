import { expect, test } from "vitest";

import { schemaProblems } from "#tests/support/json-schema.ts";
import { readReport } from "#tests/support/read-report.ts";

/** What the samples of a format are written to: its published schema, and what of the sample the schema is of. */
function expectPublished<Sample>(
  schema: string,
  sample: Sample,
  partsOf: (sample: Sample) => unknown[] = (whole) => [whole],
): Sample {
  const problems = schemaProblems(schema);
  expect(partsOf(sample).flatMap((part) => problems(part))).toEqual([]);
  return sample;
}
const digest = `sha256:${"0f".repeat(32)}`;
const bucket = "arn:aws:s3:::claims-models";
const subscription = "/subscriptions/D2A0F6B4-0a5b-4f39-8c11-7f1b2c3d4e5f/resourceGroups/ai/providers";

test("Trivy: an image's packages, a chart's mistakes and a secret", async () => {
  const { format, findings } = await readReport({
    SchemaVersion: 2,
    ArtifactName: "registry.example.com/claims/app:1.2",
    ArtifactType: "container_image",
    Metadata: {
      RepoTags: ["registry.example.com/claims/app:1.2"],
      RepoDigests: [`registry.example.com/claims/app@${digest}`],
    },
    Results: [
      {
        Target: "Python",
        Class: "lang-pkgs",
        Vulnerabilities: [
          {
            VulnerabilityID: "CVE-2025-0001",
            PkgName: "torch",
            InstalledVersion: "2.0",
            FixedVersion: "2.6",
            Severity: "CRITICAL",
            Title: "Code runs on load",
            PrimaryURL: "https://avd.aquasec.com/nvd/cve-2025-0001",
          },
        ],
      },
      {
        Target: "Dockerfile",
        Misconfigurations: [
          {
            ID: "DS002",
            Title: "Runs as root",
            Severity: "HIGH",
            Status: "FAIL",
            CauseMetadata: { StartLine: 2 },
          },
          { ID: "DS001", Severity: "LOW", Status: "PASS" },
        ],
      },
      {
        Target: "app/key.env",
        Secrets: [
          {
            RuleID: "aws-access-key-id",
            Severity: "CRITICAL",
            Title: "AWS key",
            StartLine: 1,
            Match: "KEY=AKIA",
          },
        ],
      },
    ],
  });
  expect(format).toBe("trivy");
  expect(
    findings.map(({ ruleId, severity, kind, location }) => [ruleId, severity, kind, location?.path]),
  ).toEqual([
    ["CVE-2025-0001", "critical", "vulnerability", "Python"],
    ["DS002", "high", "misconfiguration", "Dockerfile"],
    ["aws-access-key-id", "critical", "secret", "app/key.env"],
  ]);
  expect(findings[0]?.subject.keys).toEqual([
    `digest:${digest}`,
    "image:registry.example.com/claims/app:1.2",
  ]);
  expect(JSON.stringify(findings)).not.toContain("AKIA");
});

test("Gitleaks: where a secret stands, and never the secret", async () => {
  const { format, findings } = await readReport([
    {
      RuleID: "openai-api-key",
      Description: "OpenAI key",
      StartLine: 3,
      EndLine: 3,
      Match: "key=sk-live",
      Secret: "sk-live",
      File: "app.py",
      Commit: "a".repeat(40),
      Link: `https://github.com/Example/Claims/blob/${"a".repeat(40)}/app.py#L3`,
      Fingerprint: `${"a".repeat(40)}:app.py:openai-api-key:3`,
    },
  ]);
  expect(format).toBe("gitleaks");
  expect(findings[0]?.subject).toMatchObject({ keys: ["github.com/example/claims"], provider: "github" });
  expect(JSON.stringify(findings)).not.toContain("sk-live");
});

test("Kubescape: failed controls on the object they are about", async () => {
  const { format, findings } = await readReport({
    summaryDetails: {
      controls: { "C-0016": { controlID: "C-0016", name: "Allow privilege escalation", scoreFactor: 6 } },
    },
    results: [
      {
        resourceID: "apps/v1/claims/Deployment/assistant",
        controls: [
          {
            controlID: "C-0016",
            name: "Allow privilege escalation",
            status: { status: "failed" },
            rules: [
              {
                paths: [
                  {
                    failedPath: "",
                    fixPath: {
                      path: "spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation",
                      value: "false",
                    },
                  },
                ],
              },
            ],
          },
          { controlID: "C-0017", name: "Immutable file system", status: { status: "passed" } },
        ],
      },
    ],
  });
  expect(format).toBe("kubescape");
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    ruleId: "C-0016",
    severity: "medium",
    subject: { keys: ["k8s:*/deployments/claims/assistant"] },
  });
});

test("GuardDuty: a threat on what it names, unless archived", async () => {
  const finding = {
    SchemaVersion: "2.0",
    AccountId: "111122223333",
    Region: "eu-west-1",
    Id: "a1",
    Arn: "arn:aws:guardduty:eu-west-1:111122223333:detector/d/finding/a1",
    Type: "Exfiltration:S3/AnomalousBehavior",
    Title: "Odd reads",
    Description: "Many objects were read.",
    Severity: 8,
    CreatedAt: "2026-01-01T00:00:00.000Z",
    UpdatedAt: "2026-01-01T00:00:00.000Z",
    Resource: { ResourceType: "S3Bucket", S3BucketDetails: [{ Arn: bucket }] },
    Service: { Archived: false, Count: 3 },
  };
  const report = { Findings: [finding, { ...finding, Id: "a2", Service: { Archived: true } }] };
  const { format, findings, recordCount } = await readReport(
    expectPublished("guardduty-finding", report, ({ Findings }) => Findings),
  );
  expect([format, recordCount]).toEqual(["guardduty", 2]);
  expect(findings.map(({ severity, kind, subject }) => [severity, kind, subject.keys[0]])).toEqual([
    ["high", "threat", bucket],
  ]);
});

test("Defender for Cloud: unhealthy assessments and active alerts", async () => {
  const store = `${subscription}/Microsoft.Storage/storageAccounts/Claims`;
  const { format, findings } = await readReport({
    value: [
      {
        id: `${store}/providers/Microsoft.Security/assessments/1c`,
        name: "1c",
        type: "Microsoft.Security/assessments",
        properties: {
          displayName: "Storage refuses public access",
          status: { code: "Unhealthy" },
          resourceDetails: { source: "Azure", id: store },
          metadata: { severity: "High", remediationDescription: "Set it<br>off" },
        },
      },
      {
        id: `${store}/providers/Microsoft.Security/assessments/2c`,
        name: "2c",
        type: "Microsoft.Security/assessments",
        properties: {
          displayName: "Storage is private",
          status: { code: "Healthy" },
          resourceDetails: { source: "Azure", id: store },
        },
      },
      {
        id: `${subscription}/Microsoft.Security/locations/x/alerts/a`,
        name: "a",
        type: "Microsoft.Security/Locations/alerts",
        properties: {
          alertType: "AI.Azure_Jailbreak",
          alertDisplayName: "A jailbreak was tried",
          severity: "Medium",
          status: "Active",
          resourceIdentifiers: [{ type: "AzureResource", azureResourceId: store }],
        },
      },
    ],
  });
  expect(format).toBe("defender");
  expect(
    findings.map(({ ruleId, severity, kind, subject }) => [ruleId, severity, kind, subject.keys[0]]),
  ).toEqual([
    ["1c", "high", "misconfiguration", store.toLowerCase()],
    ["AI.Azure_Jailbreak", "medium", "threat", store.toLowerCase()],
  ]);
  expect(findings[0]?.remediation).toBe("Set it\noff");
});

test("Security Command Center: active findings by Google's full name", async () => {
  const resourceName = "//storage.googleapis.com/claims-models";
  const finding = (rest: object) => ({
    finding: {
      name: "organizations/1/sources/2/findings/f1",
      category: "PUBLIC_BUCKET_ACL",
      state: "ACTIVE",
      severity: "HIGH",
      resourceName,
      findingClass: "MISCONFIGURATION",
      ...rest,
    },
    resource: { displayName: "claims-models" },
  });
  const report = [finding({}), finding({ state: "INACTIVE" }), finding({ mute: "MUTED" })];
  const { format, findings } = await readReport(
    expectPublished("security-command-center", report, (results) => results),
  );
  expect(format).toBe("security-command-center");
  expect(findings.map(({ title, subject }) => [title, subject.keys[0], subject.provider])).toEqual([
    ["Public bucket acl", resourceName, "gcp"],
  ]);
});

test("PyRIT: attacks that reached their objective", async () => {
  const piece = (score: object) => ({
    role: "assistant",
    conversation_id: "c",
    prompt_target_identifier: { __type__: "OpenAIChatTarget", model_name: "claims-assistant" },
    attack_identifier: { __type__: "CrescendoAttack" },
    converter_identifiers: [{ __type__: "Base64Converter" }],
    scores: [
      {
        scorer_class_identifier: { __type__: "SelfAskRefusalScorer" },
        score_category: ["malware"],
        score_rationale: "It wrote one.",
        ...score,
      },
    ],
  });
  const { format, findings } = await readReport([
    piece({ score_type: "true_false", score_value: "True" }),
    piece({ score_type: "true_false", score_value: "False" }),
    piece({ score_type: "float_scale", score_value: "0.2" }),
  ]);
  expect(format).toBe("pyrit");
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    ruleId: "SelfAskRefusalScorer/malware",
    severity: "high",
    subject: { name: "claims-assistant" },
    fingerprint: "CrescendoAttack+Base64Converter",
  });
});

test.each(["1.5", "1.6", "1.7"])(
  "CycloneDX %s: a model with its card, its dataset and a flaw",
  async (specVersion) => {
    const { format, findings, components } = await readReport(
      expectPublished(`cyclonedx-${specVersion}`, {
        bomFormat: "CycloneDX",
        specVersion,
        metadata: {
          component: { type: "container", name: "registry.example.com/claims/app", version: "1.2" },
        },
        components: [
          {
            type: "machine-learning-model",
            "bom-ref": "m",
            name: "claims-llm",
            version: "3",
            publisher: "Example",
            licenses: [{ license: { id: "Apache-2.0" } }],
            modelCard: {
              modelParameters: { task: "text-generation", datasets: [{ ref: "d" }] },
              considerations: { technicalLimitations: ["English only"] },
            },
          },
          {
            type: "data",
            "bom-ref": "d",
            name: "claims",
            data: [{ type: "dataset", classification: "internal", sensitiveData: ["names"] }],
          },
          { type: "library", "bom-ref": "t", name: "torch", version: "2.0", purl: "pkg:pypi/torch@2.0" },
        ],
        vulnerabilities: [
          {
            id: "CVE-2025-0001",
            ratings: [{ severity: "medium" }, { severity: "critical" }],
            affects: [{ ref: "t" }],
          },
          { id: "CVE-2025-0002", analysis: { state: "not_affected" }, affects: [{ ref: "t" }] },
        ],
      }),
    );
    expect(format).toBe("cyclonedx");
    expect(components.map(({ kind, name }) => [kind, name])).toEqual([
      ["model", "claims-llm"],
      ["dataset", "claims"],
      ["library", "torch"],
    ]);
    expect(components[0]).toMatchObject({
      licenses: ["Apache-2.0"],
      facts: { modelCard: true, task: "text-generation", datasets: ["d"], limitations: ["English only"] },
      subject: { keys: ["image:registry.example.com/claims/app:1.2"] },
    });
    expect(findings.map(({ title, severity }) => [title, severity])).toEqual([
      ["CVE-2025-0001 in torch", "critical"],
    ]);
  },
);

test("SPDX 3: packages of the AI and dataset profiles", async () => {
  const { format, components } = await readReport({
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
      { type: "CreationInfo", "@id": "_:c", specVersion: "3.0.1" },
      {
        type: "ai_AIPackage",
        spdxId: "urn:m",
        name: "claims-llm",
        software_packageVersion: "3",
        ai_typeOfModel: ["transformer"],
        ai_useSensitivePersonalInformation: "yes",
      },
      { type: "dataset_DatasetPackage", spdxId: "urn:d", name: "claims", dataset_datasetType: ["text"] },
    ],
  });
  expect(format).toBe("spdx");
  expect(components.map(({ kind, name, facts }) => [kind, name, facts])).toEqual([
    ["model", "claims-llm", { typeOfModel: ["transformer"], usesSensitiveData: "yes" }],
    ["dataset", "claims", { datasetType: ["text"] }],
  ]);
});

test("OCSF: a failed check and an alert of 1.8, and neither what passed nor what is closed", async () => {
  const event = (class_uid: 2003 | 2004, status_id: number, rest: object) => ({
    class_uid,
    category_uid: 2,
    activity_id: 1,
    type_uid: class_uid * 100 + 1,
    time: 1_767_225_600_000,
    severity_id: 4,
    status_id,
    metadata: { version: "1.8.0", profiles: ["cloud"], product: { name: "Watcher" }, event_code: "w-1" },
    finding_info: { uid: `w-1-${class_uid}-${status_id}`, title: "Bucket is private" },
    cloud: { provider: "AWS", account: { uid: "111122223333" } },
    resources: [{ uid: bucket, type: "AwsS3Bucket" }],
    ...rest,
  });
  const checked = (status_id: number) => ({ compliance: { control: "w-1", standards: ["w"], status_id } });
  const posture = [event(2003, 1, checked(3)), event(2003, 1, checked(1))];
  const alerts = [event(2004, 1, { is_alert: true }), event(2004, 4, {})];
  expectPublished("ocsf-1.8.0-compliance-finding", posture, (events) => events);
  expectPublished("ocsf-1.8.0-detection-finding", alerts, (events) => events);
  const { format, findings } = await readReport([...posture, ...alerts]);
  expect(format).toBe("ocsf");
  expect(findings.map(({ kind, severity, subject }) => [kind, severity, subject.keys[0]])).toEqual([
    ["misconfiguration", "high", bucket],
    ["threat", "high", bucket],
  ]);
});
