import Link from "next/link";

import type { ResourceDetail } from "#lib/contract/inventory.ts";

import { Card } from "../ui/card.tsx";
import { plainWords } from "./plain-words.ts";
import { Word } from "./resources-columns.tsx";
import { exposureWords, privilegeWords, sensitivityWords } from "./resource-words.ts";
import { Sentence } from "./sentence.tsx";
import { shortKey } from "./short-key.ts";

type Reason = { text: string; resourceKey: string | null };
type Words = (typeof exposureWords)["anyone"];

/** What was computed over the graph, each with why. */
export function DerivedCard({ resource }: { resource: ResourceDetail }) {
  const { exposure, sensitivity, privilege } = resource.derived;
  const facts = [
    exposure && { title: "Exposure", word: exposureWords[exposure.reach], reasons: exposure.reasons },
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

type Props = { title: string; word: Words; reasons: readonly Reason[]; resource: ResourceDetail };

const shownMax = 6;

function Derived({ title, word, reasons, resource }: Props) {
  const different = [...new Map(reasons.map((reason) => [`${reason.text} ${reason.resourceKey}`, reason]))];
  const items = different.map(([key, reason]) => (
    <li key={key}>
      <Sentence text={reason.text} /> <Source resource={resource} reason={reason} />
    </li>
  ));
  return (
    <section className="flex min-w-0 flex-col gap-1.5 text-sm">
      <h3 className="flex flex-wrap items-center gap-2 font-medium">
        {title} <Word {...word} />
      </h3>
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
    </section>
  );
}

/** The resource a reason comes from, unless it is this one or the sentence has said it already. */
function Source({ resource, reason }: { resource: ResourceDetail; reason: Reason }) {
  const { text, resourceKey } = reason;
  if (resourceKey === null || resourceKey === resource.key) return null;
  const known = resource.mentioned.find(({ key }) => key === resourceKey);
  const name = known?.name ?? shortKey(resourceKey);
  const link = (
    <Link
      href={known ? `/inventory/${known.id}` : `/inventory?q=${encodeURIComponent(resourceKey)}`}
      title={known ? `${known.typeTitle} ${resourceKey}` : resourceKey}
      className="text-accent-text underline decoration-1 underline-offset-2"
    >
      {text.includes(name) ? (known?.typeTitle ?? "See it") : name}
    </Link>
  );
  return (
    <>
      <span className="text-faint">· </span>
      {link}
    </>
  );
}
