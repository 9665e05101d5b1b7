"use client";
import type { CustomCheckReference } from "#lib/contract/custom-checks.ts";

import { Card } from "../../ui/card.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";

/** What an expression about the class may read and call. */
export function ClassReference({ reference }: { reference: CustomCheckReference | undefined }) {
  if (!reference)
    return (
      <Card title="What it may read">
        <SkeletonRows rows={6} label="Loading what it may read" />
      </Card>
    );
  const { facets, properties, derived, variables, functions, relationships } = reference;
  return (
    <Card title="What it may read" aside={reference.class}>
      <div className="flex flex-col gap-4">
        <Names title="facets" prefix="facets." names={facets} />
        {properties.length > 0 && <Names title="properties" prefix="properties." names={properties} />}
        <Names title="derived" prefix="derived." names={derived} />
        <Names title="of every resource" prefix="" names={variables} />
        <Words title="functions" words={functions} />
        <Words title="relationships, as in follow('logs-to')" words={relationships} />
      </div>
    </Card>
  );
}

type NamesProps = { title: string; prefix: string; names: readonly { name: string; type: string }[] };

const Names = ({ title, prefix, names }: NamesProps) => (
  <section>
    <h3 className="mb-1 text-xs font-medium text-muted">{title}</h3>
    {names.length === 0 ? (
      <p className="text-xs text-muted">None.</p>
    ) : (
      <dl className="flex flex-col gap-1 text-xs">
        {names.map(({ name, type }) => (
          <div key={name} className="min-w-0">
            <dt className="font-mono wrap-anywhere">{prefix + name}</dt>
            <dd className="pl-3 wrap-anywhere text-muted">{type}</dd>
          </div>
        ))}
      </dl>
    )}
  </section>
);

const Words = ({ title, words }: { title: string; words: readonly string[] }) => (
  <section>
    <h3 className="mb-1 text-xs font-medium text-muted">{title}</h3>
    <p className="font-mono text-xs wrap-anywhere">{words.join(", ")}</p>
  </section>
);
