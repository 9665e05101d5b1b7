import { Download } from "lucide-react";

import { serializeEvidence, type ComplianceScope } from "#lib/contract/compliance.ts";

import { buttonClass } from "../ui/button.tsx";
import { frameworkPath } from "./compliance-query.ts";

type Props = { frameworkId: string; scope: ComplianceScope };

const formats = [
  { format: "html", label: "Report" },
  { format: "csv", label: "CSV" },
  { format: "json", label: "JSON" },
] as const;

/** The evidence of this framework in this scope, as a file. */
export const EvidenceLinks = ({ frameworkId, scope }: Props) =>
  formats.map(({ format, label }) => (
    <a
      key={format}
      download
      aria-label={`Download the evidence as ${label}`}
      href={serializeEvidence(`${frameworkPath(frameworkId)}/export`, { ...scope, format })}
      className={buttonClass("secondary", "sm")}
    >
      <Download aria-hidden />
      {label}
    </a>
  ));
