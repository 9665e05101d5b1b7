import type { Metadata } from "next";
import Link from "next/link";

import { CheckExamples } from "#components/checks/check-examples.tsx";
import { ParameterForm } from "#components/checks/parameter-form.tsx";
import { OutcomeBar } from "#components/checks/outcome-bar.tsx";
import { ControlRefs } from "#components/compliance/control-refs.tsx";
import { RemediationSteps } from "#components/findings/finding-remediation.tsx";
import { findingsHref } from "#components/findings/findings-view.ts";
import { LayerLabel } from "#components/layer-strip/layer-look.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SeverityBadge } from "#components/ui/severity-badge.tsx";
import { SourceList } from "#components/ui/source-list.tsx";
import { UnknownList } from "#components/checks/unknown-list.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { counted } from "#lib/domain/counted.ts";
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
    <div className="pb-10">
      <PageHeader
        title={check.title}
        crumbs={[{ label: "Checks", href: "/checks" }]}
        actions={
          check.customCheckId && (
            <Button asChild>
              <Link href={`/checks/edit/${check.customCheckId}`}>Edit the check</Link>
            </Button>
          )
        }
        summary={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <SeverityBadge severity={check.severity} />
            <LayerLabel layer={check.layer} />
            <Copyable text={check.id} />
          </span>
        }
      />
      <div className="grid items-start gap-4 px-4 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,380px)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="Why it matters">
            <p className="text-sm">{check.risk}</p>
          </Card>
          {check.unknown.length > 0 && (
            <Card title="Could not be decided" aside={unknownAside(check.unknown.length, check.unknownCount)}>
              <UnknownList unknown={check.unknown} />
            </Card>
          )}
          <Card title="How to fix it">
            <RemediationSteps remediation={check.remediation} />
          </Card>
          <Card title="Where the line is" aside="These examples are the check's tests">
            <CheckExamples examples={check.examples} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {check.parameters.length > 0 && (
            <Card title="What it decides by">
              <ParameterForm
                key={check.parametersChanged?.at ?? "usual"}
                checkId={check.id}
                parameters={check.parameters}
                changed={check.parametersChanged}
              />
            </Card>
          )}
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
          <Card title="Controls it is evidence for">
            <ControlRefs controls={check.controls} />
          </Card>
          <Card title="Sources">
            <SourceList urls={check.references} />
          </Card>
        </div>
      </div>
    </div>
  );
}

const unknownAside = (shown: number, count: number): string =>
  shown < count ? `the first ${shown} of ${counted(count, "resource")}` : counted(shown, "resource");
