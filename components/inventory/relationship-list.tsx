import Link from "next/link";

import type { RelationshipView } from "#lib/contract/inventory.ts";

import { LayerIcon } from "../layer-strip/layer-look.tsx";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Sentence } from "./sentence.tsx";
import { shortKey } from "./short-key.ts";

type Props = { name: string; relationships: readonly RelationshipView[] };

/** Read aloud: "this function runs-as that role", with the statement that decides it. */
export function RelationshipList({ name, relationships }: Props) {
  if (relationships.length === 0) return <EmptyState title="Nothing is related to it" />;
  return (
    <ul className="divide-y divide-line text-sm">
      {relationships.map((relationship) => {
        const { kind, direction, reason, derived, other } = relationship;
        const self = <span className="text-muted">{name}</span>;
        const end = <OtherEnd other={other} />;
        return (
          <li key={`${direction} ${kind} ${other.key}`} className="flex flex-col gap-0.5 px-4 py-2 sm:px-6">
            <span className="flex flex-wrap items-center gap-x-2">
              {direction === "out" ? self : end}
              <Badge>{kind}</Badge>
              {direction === "out" ? end : self}
              {derived && (
                <span
                  className="text-xs text-muted"
                  title="Computed over the graph, not stated by the provider"
                >
                  derived
                </span>
              )}
            </span>
            {reason && (
              <span className="text-xs wrap-anywhere text-muted">
                because <Sentence text={reason} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function OtherEnd({ other }: { other: RelationshipView["other"] }) {
  if (!other.id)
    return (
      <span
        title={`${other.key}: no connection has collected it`}
        className="font-mono text-xs break-all text-muted"
      >
        {shortKey(other.key)} (not collected)
      </span>
    );
  return (
    <Link
      href={`/inventory/${other.id}`}
      className="inline-flex min-h-6 items-center gap-1.5 font-medium hover:underline"
    >
      {other.layer && <LayerIcon layer={other.layer} />}
      {other.name}
      <span className="font-normal text-muted">{other.typeTitle}</span>
    </Link>
  );
}
