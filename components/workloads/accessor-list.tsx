import Link from "next/link";

import type { Accessor } from "#lib/contract/workload-facts.ts";
import { counted } from "#lib/domain/counted.ts";

import { Sentence } from "../inventory/sentence.tsx";

const basisWords: Record<Accessor["basis"], string | null> = {
  collected: null,
  derived: null,
  maybe: "maybe",
};

type Group = { first: Accessor; members: readonly Accessor[] };

/** Who, then what on, each with the statement that lets them; somebody who may do it to many is named once. */
export function AccessorList({ accessors, empty }: { accessors: readonly Accessor[]; empty: string }) {
  if (accessors.length === 0) return <p className="px-4 py-3 text-sm text-muted sm:px-6">{empty}</p>;
  const groups = [...Map.groupBy(accessors, ({ id }) => id).values()].flatMap((members): Group[] => {
    const [first] = members;
    return first ? [{ first, members }] : [];
  });
  return (
    <ul className="divide-y divide-line text-sm">
      {groups.map(({ first, members }) => (
        <li key={first.id} className="px-4 py-2 sm:px-6">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <Link
              href={`/inventory/${first.id}`}
              className="inline-flex min-h-6 items-center font-medium hover:underline"
            >
              {first.name}
            </Link>
            <span className="text-xs text-muted">
              {first.typeTitle}, {first.ofWorkload ? "part of this workload" : "not part of this workload"}
              {members.length > 1 && `, ${counted(members.length, "resource")}`}
            </span>
          </div>
          <Grounds members={members} />
        </li>
      ))}
    </ul>
  );
}

const shownGrounds = 5;

/** Several resources by one statement are told together. */
function Grounds({ members }: { members: readonly Accessor[] }) {
  const byReason = [
    ...Map.groupBy(members, ({ kind, reason, basis }) => `${kind}\n${reason}\n${basis}`).values(),
  ];
  const shown = byReason.slice(0, shownGrounds);
  const rest = byReason.slice(shownGrounds);
  return (
    <>
      <ul className="pl-4 text-xs wrap-anywhere text-muted">{shown.map(ground)}</ul>
      {rest.length > 0 && (
        <details className="pl-4 text-xs text-muted">
          <summary className="min-h-6 cursor-pointer">{counted(rest.length, "more reason")}</summary>
          <ul className="wrap-anywhere">{rest.map(ground)}</ul>
        </details>
      )}
    </>
  );
}

const ground = (members: readonly Accessor[]) => {
  const [first] = members;
  if (!first) return null;
  const names = members.map(({ on }) => on.name).join(", ");
  return (
    <li key={`${first.kind} ${first.reason}`} className="py-0.5">
      {first.kind} <span className="text-text">{names}</span>
      {first.reason ? (
        <>
          {" "}
          because <Sentence text={first.reason} />
        </>
      ) : (
        ", no statement recorded"
      )}
      {basisWords[first.basis] && <> ({basisWords[first.basis]})</>}
    </li>
  );
};
