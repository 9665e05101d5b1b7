"use client";
import { Download } from "lucide-react";
import { useSearchParams } from "next/navigation";

import { serializeEvidence, type ComplianceScope } from "#lib/contract/compliance.ts";
import { momentParameter } from "#lib/contract/moment.ts";

import { addressAt } from "../api/page-moment.ts";
import { buttonClass } from "../ui/button.tsx";
import { frameworkPath } from "./compliance-query.ts";

type Props = { frameworkId: string; scope: ComplianceScope };

const formats = [
  { format: "html", label: "Report" },
  { format: "csv", label: "CSV" },
  { format: "json", label: "JSON" },
] as const;

/** The evidence of this framework in this scope, as a file, of the moment the page is about. */
export function EvidenceLinks({ frameworkId, scope }: Props) {
  const at = useSearchParams()?.get(momentParameter) ?? null;
  return formats.map(({ format, label }) => (
    <a
      key={format}
      download
      aria-label={`Download the evidence as ${label}`}
      href={addressAt(serializeEvidence(`${frameworkPath(frameworkId)}/export`, { ...scope, format }), at)}
      className={buttonClass("secondary", "sm")}
    >
      <Download aria-hidden />
      {label}
    </a>
  ));
}
