"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";

import type { CheckParametersView } from "#lib/contract/check-parameters.ts";
import { counted } from "#lib/domain/counted.ts";

import { messageOf } from "../api/api-error.ts";
import { ParameterForm } from "../checks/parameter-form.tsx";
import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Section } from "./section.tsx";
import { checkParametersQuery } from "./settings-query.ts";

/** What checks decide by, for every check that an organization may set something of. */
export function CheckParameters() {
  const query = useQuery(checkParametersQuery);
  const [shown, setShown] = useState<"all" | "own">("all");
  const items = query.data?.items ?? [];
  const own = items.filter(({ changed }) => changed !== null);
  const listed = shown === "own" ? own : items;
  return (
    <Section
      title="Checks"
      summary="Where organizations draw a line differently, checks decide by values that are set here. What is not set is as usual."
      action={
        <Segmented
          label="Which checks"
          value={shown}
          onChange={setShown}
          options={[
            { value: "all", label: "All" },
            { value: "own", label: "Set here" },
          ]}
        />
      }
    >
      {query.error && <ErrorState message={messageOf(query.error)} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonRows rows={8} label="Loading what checks decide by" />}
      {query.data && (
        <p className="mb-3 text-xs text-muted">
          {counted(items.length, "check")}, {own.length} set here.
        </p>
      )}
      {query.data && listed.length === 0 && (
        <EmptyState title="Nothing is set here">Every check decides by its usual values.</EmptyState>
      )}
      <ul className="flex flex-col gap-4">
        {listed.map((item) => (
          <li key={item.checkId}>
            <Item item={item} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const Item = ({ item }: { item: CheckParametersView }) => (
  <Card
    title={item.title}
    aside={
      <span className="flex items-center gap-3">
        <LayerLabel layer={item.layer} />
        <Link
          href={`/checks/${item.checkId}`}
          className="inline-flex min-h-6 items-center text-accent-text hover:underline"
        >
          {item.checkId}
        </Link>
      </span>
    }
  >
    <ParameterForm
      key={item.changed?.at ?? "usual"}
      checkId={item.checkId}
      parameters={item.parameters}
      changed={item.changed}
    />
  </Card>
);
