import type { ReactNode } from "react";

import type { ResourceDetail } from "#lib/contract/inventory.ts";
import type { RouteHop } from "#lib/domain/derived.ts";

import { Card } from "../ui/card.tsx";
import { plainWords } from "./plain-words.ts";
import { ReasonSource, type Reason } from "./reason-source.tsx";
import { Word } from "./resources-columns.tsx";
import { exposureWords, privilegeWords, sensitivityWords, unknownExposure } from "./resource-words.ts";
import { RouteList } from "./route-list.tsx";
import { Sentence } from "./sentence.tsx";

type Words = (typeof exposureWords)["anyone"];

/** What was computed over the graph, each with why. */
export function DerivedCard({ resource }: { resource: ResourceDetail }) {
  const { exposure, route, sensitivity, privilege } = resource.derived;
  const facts = [
    (exposure ?? route) && {
      title: "Exposure",
      word: exposure ? exposureWords[exposure.reach] : unknownExposure,
      reasons: exposure?.reasons ?? [],
      route: route?.reasons,
    },
    sensitivity && {
      title: ["Data", ...classesOf(sensitivity.dataClasses)].join(": "),
      word: sensitivityWords[sensitivity.level],
      reasons: sensitivity.reasons,
    },
    privilege && {
      title: "Privilege",
      word: privilegeWords[privilege.level],
      reasons: privilege.reasons,
    },
  ].filter((fact) => fact !== undefined);
  if (facts.length === 0) return null;
  return (
    <Card title="What follows from the graph">
      <div className="grid gap-5 md:grid-cols-[repeat(auto-fit,minmax(280px,1fr))]">
        {facts.map((fact) => (
          <Derived key={fact.title} resource={resource} {...fact} />
        ))}
      </div>
    </Card>
  );
}

const classesOf = (names: readonly string[]): string[] =>
  names.length === 0 ? [] : [names.map((name) => plainWords(name).toLowerCase()).join(", ")];

type Props = {
  title: string;
  word: Words;
  reasons: readonly Reason[];
  /** Said instead of the reasons, where it is known hop by hop. */
  route?: readonly RouteHop[] | undefined;
  resource: ResourceDetail;
};

const shownMax = 6;

function Derived({ title, word, reasons, route, resource }: Props) {
  const different = [...new Map(reasons.map((reason) => [`${reason.text} ${reason.resourceKey}`, reason]))];
  const items = different.map(([key, reason]) => (
    <li key={key}>
      <Sentence text={reason.text} /> <ReasonSource resource={resource} reason={reason} />
    </li>
  ));
  return (
    <section className="flex min-w-0 flex-col gap-1.5 text-sm">
      <h3 className="flex flex-wrap items-center gap-2 font-medium">
        {title} <Word {...word} />
      </h3>
      {route ? <RouteList resource={resource} hops={route} /> : <Reasons items={items} />}
    </section>
  );
}

function Reasons({ items }: { items: readonly ReactNode[] }) {
  return (
    <>
      <ul className="flex list-disc flex-col gap-1 pl-4 wrap-anywhere text-muted">
        {items.slice(0, shownMax)}
      </ul>
      {items.length > shownMax && (
        <details>
          <summary className="min-h-6 cursor-pointer text-accent-text">
            {items.length - shownMax} more reasons
          </summary>
          <ul className="flex list-disc flex-col gap-1 pl-4 wrap-anywhere text-muted">
            {items.slice(shownMax)}
          </ul>
        </details>
      )}
    </>
  );
}
