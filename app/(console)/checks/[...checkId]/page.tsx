import type { Metadata } from "next";
import Link from "next/link";

import { CheckExamples } from "#components/checks/check-examples.tsx";
import { OutcomeBar } from "#components/checks/outcome-bar.tsx";
import { RemediationSteps } from "#components/findings/finding-remediation.tsx";
import { findingsHref } from "#components/findings/findings-view.ts";
import { LayerLabel } from "#components/layer-strip/layer-look.tsx";
import { Card } from "#components/ui/card.tsx";
import { counted } from "#components/ui/counted.ts";
import { Copyable } from "#components/ui/copyable.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SeverityBadge } from "#components/ui/severity-badge.tsx";
import { UnknownList } from "#components/checks/unknown-list.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { providerTitles } from "#lib/domain/provider.ts";
import { getCheck } from "#lib/posture/get-check.ts";
import { orNotFound } from "../../or-not-found.ts";

type Props = { params: Promise<{ checkId: string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).checkId.join("/") };
}

export default async function CheckPage({ params }: Props) {
  const { checkId } = await params;
  const check = await orNotFound(getCheck(await pageContext(), checkId.map(decodeURIComponent).join("/")));
  const failing = findingsHref("/findings", {
    check: check.id,
    // Excepted or not, the resource fails.
    status: ["open", "in-progress", "excepted"],
    view: "list",
  });
  return (
    <div className="max-w-6xl pb-10">
      <PageHeader
        title={check.title}
        crumbs={[{ label: "Checks", href: "/checks" }]}
        summary={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <SeverityBadge severity={check.severity} />
            <LayerLabel layer={check.layer} />
            <Copyable text={check.id} />
          </span>
        }
      />
      <div className="grid gap-4 px-4 sm:px-6 lg:grid-cols-3">
        <Card title="Why it matters" className="lg:col-span-2">
          <p className="text-sm">{check.risk}</p>
        </Card>
        <Card
          title="Here"
          aside={
            check.evaluatedAt && (
              <>
                evaluated <RelativeTime at={check.evaluatedAt} />
              </>
            )
          }
        >
          <OutcomeBar check={check} />
          <div className="mt-3">
            <DefinitionList
              items={[
                {
                  term: "Failing",
                  value: (
                    <Link
                      href={failing}
                      className="inline-flex min-h-6 items-center text-accent-text hover:underline"
                    >
                      {counted(check.failCount, "resource")}
                    </Link>
                  ),
                },
                {
                  term: "Clouds",
                  value: check.providers.map((provider) => providerTitles[provider]).join(", "),
                },
                { term: "Applies to", value: check.appliesTo.map(({ title }) => title).join(", ") },
              ]}
            />
          </div>
        </Card>
        {check.unknown.length > 0 && (
          <Card
            title="Could not be decided"
            aside={unknownAside(check.unknown.length, check.unknownCount)}
            className="lg:col-span-3"
          >
            <UnknownList unknown={check.unknown} />
          </Card>
        )}
        <Card title="How to fix it" className="lg:col-span-3">
          <RemediationSteps remediation={check.remediation} />
        </Card>
        <Card
          title="Where the line is"
          aside="These examples are the check's tests"
          className="lg:col-span-3"
        >
          <CheckExamples examples={check.examples} />
        </Card>
        <Card title="Sources" className="lg:col-span-3">
          <ul className="text-sm">
            {check.references.map((reference) => (
              <li key={reference}>
                <a
                  href={reference}
                  target="_blank"
                  rel="noreferrer"
                  className="inline-flex min-h-6 items-center break-all text-accent-text hover:underline"
                >
                  {reference}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </div>
  );
}

const unknownAside = (shown: number, count: number): string =>
  shown < count ? `the first ${shown} of ${counted(count, "resource")}` : counted(shown, "resource");
