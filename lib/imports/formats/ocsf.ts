import { z } from "zod";

import type { ImportedItem, ImportSubject } from "#lib/domain/imported.ts";
import type { Severity } from "#lib/domain/severity.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { noSubject, subjectOf } from "./subject.ts";
import { line, links, prose, text, texts } from "./words.ts";

const Resource = z.looseObject({ uid: text, name: text, type: text, region: text });
const Event = z.looseObject({
  class_uid: z.number().int(),
  activity_id: z.number().int().nullish(),
  status_id: z.number().int().nullish(),
  status: text,
  status_code: text,
  status_detail: text,
  severity_id: z.number().int().nullish(),
  severity: text,
  message: text,
  risk_details: text,
  finding_info: z.looseObject({ uid: text, title: text, desc: text, types: texts, src_url: text }),
  metadata: z
    .looseObject({
      event_code: text,
      product: z.looseObject({ name: text, vendor_name: text }).nullish(),
    })
    .nullish(),
  cloud: z
    .looseObject({
      provider: text,
      region: text,
      account: z.looseObject({ uid: text, name: text }).nullish(),
    })
    .nullish(),
  resources: z.array(Resource).nullish(),
  resource: Resource.nullish(),
  compliance: z.looseObject({ status_id: z.number().int().nullish(), status: text, control: text }).nullish(),
  remediation: z.looseObject({ desc: text, references: texts }).nullish(),
});
type Event = z.infer<typeof Event>;

/** Compliance and detection findings; other classes are events, not findings. */
const [complianceFinding, detectionFinding] = [2003, 2004];

const severities: readonly (Severity | undefined)[] = [
  undefined,
  "info",
  "low",
  "medium",
  "high",
  "critical",
  "critical",
];

function toItems(event: Event): ImportedItem[] {
  if (event.class_uid !== complianceFinding && event.class_uid !== detectionFinding) return [];
  if (!isOpen(event)) return [];
  const tool = line(event.metadata?.product?.name || event.metadata?.product?.vendor_name || "OCSF", 60);
  const { finding_info: info } = event;
  const title = line(info.title || event.message || "Untitled");
  const ruleId = line(event.metadata?.event_code || event.compliance?.control || info.types[0] || title, 200);
  const affected = (event.resources ?? []).slice(1).flatMap(({ uid, name }) => line(uid || name, 300) || []);
  return [
    findingItem({
      tool,
      ruleId,
      kind: event.class_uid === detectionFinding ? "threat" : "misconfiguration",
      title,
      description: prose(event.risk_details || info.desc),
      remediation: prose(event.remediation?.desc),
      references: links([...(event.remediation?.references ?? []), info.src_url]),
      severity: severities[event.severity_id ?? 0] ?? "info",
      message: prose(event.status_detail || event.message || title),
      subject: subjectIn(event),
      location: null,
      fingerprint: line(info.uid, 500),
      evidence: {
        rule: ruleId,
        ...(event.status ? { status: line(event.status) } : {}),
        ...(affected.length > 0 ? { alsoOn: affected.slice(0, 20) } : {}),
      },
    }),
  ];
}

/** Passed, suppressed, resolved and archived are not open; a check that only a person can make fails nothing. */
function isOpen({
  activity_id: activity,
  status_id: status,
  status_code: code,
  compliance,
  status: word,
}: Event): boolean {
  if (activity === 3 || [3, 4, 5, 6].includes(status ?? 0)) return false;
  if (/^(suppressed|resolved|archived|deleted)$/i.test(word ?? "")) return false;
  if (code && /^(pass|manual|muted|skip)/i.test(code)) return false;
  return !(compliance?.status_id === 1 || /^pass/i.test(compliance?.status ?? ""));
}

function subjectIn({ resources, resource, cloud }: Event): ImportSubject {
  const first = resources?.[0] ?? resource;
  const id = first?.uid || first?.name;
  if (!id) return noSubject();
  return subjectOf(id, {
    name: first.name ?? null,
    account: cloud?.account?.uid ?? null,
    region: first.region ?? cloud?.region ?? null,
    provider: providers[(cloud?.provider ?? "").toLowerCase()] ?? null,
  });
}

const providers: Record<string, "aws" | "azure" | "gcp" | "kubernetes" | "github"> = {
  aws: "aws",
  azure: "azure",
  gcp: "gcp",
  kubernetes: "kubernetes",
  github: "github",
};

export const ocsf = defineFormat({
  id: "ocsf",
  title: "OCSF 1.x (2003, 2004), also Prowler's",
  kind: "json",
  lookedFor: "class_uid and finding_info",
  recognizes: ({ fields }) => fields.has("class_uid") && fields.has("finding_info"),
  about: () => undefined,
  readers: [recordReader("", Event, toItems)],
});
