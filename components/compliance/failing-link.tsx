import Link from "next/link";

import type { ComplianceScope } from "#lib/contract/compliance.ts";
import { counted } from "#lib/domain/counted.ts";
import { writeControl } from "#lib/domain/framework.ts";

import { findingsHref } from "../findings/findings-view.ts";

type Props = { frameworkId: string; controlId: string; count: number; scope: ComplianceScope };

/** The findings that a number counts, in the same scope. */
export const FailingLink = ({ frameworkId, controlId, count, scope }: Props) => (
  <Link
    href={findingsHref("/findings", {
      ...scope,
      control: writeControl({ frameworkId, controlId }),
      view: "list",
    })}
    className="inline-flex min-h-6 items-center whitespace-nowrap text-accent-text tabular-nums hover:underline"
  >
    {counted(count, "finding")}
  </Link>
);
