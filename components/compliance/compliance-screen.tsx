"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";

import {
  complianceScopeParsers,
  type ComplianceScope,
  type FrameworkView,
} from "#lib/contract/compliance.ts";
import { counted } from "#lib/domain/counted.ts";

import { messageOf } from "../api/api-error.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { frameworksQuery } from "./compliance-query.ts";
import { EditionSwitch } from "./edition-switch.tsx";
import { FrameworkCard } from "./framework-card.tsx";
import { ScopeBar } from "./scope-bar.tsx";

/** Every framework as a lens on the same evidence. */
export function ComplianceScreen() {
  const [scope] = useQueryStates(complianceScopeParsers);
  const { data, isPending, error, refetch } = useQuery(frameworksQuery(scope));
  return (
    <div className="pb-10">
      <PageHeader
        title="Compliance"
        summary={data && <Summary frameworks={data.items} evaluatedAt={data.evaluatedAt} />}
        actions={data && <EditionSwitch edition={data.owaspEdition} />}
      />
      <ScopeBar options={data?.options} />
      {isPending && <SkeletonRows rows={12} label="Loading frameworks" />}
      {error && !data && <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />}
      {data && <Cards frameworks={data.items} scope={scope} />}
    </div>
  );
}

const Cards = ({ frameworks, scope }: { frameworks: readonly FrameworkView[]; scope: ComplianceScope }) => (
  <ul className="grid gap-3 px-4 pt-4 sm:px-6 md:grid-cols-2 xl:grid-cols-3">
    {frameworks.map((framework) => (
      <li key={framework.id} className="min-w-0">
        <FrameworkCard framework={framework} scope={scope} />
      </li>
    ))}
  </ul>
);

type SummaryProps = { frameworks: readonly FrameworkView[]; evaluatedAt: string | null };

function Summary({ frameworks, evaluatedAt }: SummaryProps) {
  const failing = frameworks.reduce((sum, { byStatus }) => sum + byStatus.failing, 0);
  return (
    <>
      {counted(frameworks.length, "framework")} as lenses on the same evidence, {counted(failing, "control")}{" "}
      failing.{" "}
      {evaluatedAt ? (
        <>
          Evaluated <RelativeTime at={evaluatedAt} />.
        </>
      ) : (
        "Nothing has been evaluated yet: connect a cloud first."
      )}
    </>
  );
}
