import Link from "next/link";

import type { AccessQuestion, WorkloadAccess } from "#lib/contract/workload-facts.ts";
import { counted } from "#lib/domain/counted.ts";

import { Sentence } from "../inventory/sentence.tsx";
import { AccessorList } from "./accessor-list.tsx";

const titles: Record<AccessQuestion, { title: string; empty: string }> = {
  invoke: {
    title: "Who can invoke it",
    empty: "No collected policy lets an identity invoke it by name.",
  },
  change: {
    title: "Who can change it",
    empty: "No collected policy lets an identity change it by name.",
  },
  read: {
    title: "Who can read its data",
    empty: "No collected policy lets an identity read its data by name.",
  },
  poison: {
    title: "Who can poison it: write to what grounds, trains or builds it",
    empty: "No collected policy lets an identity write to what feeds it by name.",
  },
};
const headingClass =
  "flex flex-wrap items-baseline gap-x-2 border-y border-line bg-sunken px-4 py-1.5 text-xs font-medium text-muted sm:px-6";

/** Four questions about a workload, each answered with the statements that decide, and what could add to the answers. */
export const AccessPanel = ({ access }: { access: WorkloadAccess }) => (
  <div>
    {access.unknown.length > 0 && (
      <details className="border-b border-line px-4 py-2 text-sm sm:px-6">
        <summary className="cursor-pointer">
          {counted(access.unknown.length, "collection")} of identities or policies did not complete: there may
          be more than is listed
        </summary>
        <ul className="mt-1 text-xs text-muted">
          {access.unknown.map((words) => (
            <li key={words} className="py-0.5">
              {words}
            </li>
          ))}
        </ul>
      </details>
    )}
    {access.questions.map(({ question, accessors, cutShort }) => (
      <section key={question} aria-label={titles[question].title}>
        <h2 className={headingClass}>
          {titles[question].title} ({new Set(accessors.map(({ id }) => id)).size})
          {cutShort && <span className="font-normal">there are more than are listed</span>}
        </h2>
        <AccessorList accessors={accessors} empty={titles[question].empty} />
      </section>
    ))}
    <section aria-label="Identities with wide grants">
      <h2 className={headingClass}>
        Identities of its accounts with wide grants ({access.wide.length}): they may do all of this
      </h2>
      {access.wide.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted sm:px-6">
          No identity that was collected in its accounts holds a whole service or more.
        </p>
      ) : (
        <ul className="divide-y divide-line text-sm">
          {access.wide.map(({ id, name, typeTitle, level, reasons }) => (
            <li key={id} className="px-4 py-2 sm:px-6">
              <Link
                href={`/inventory/${id}`}
                className="inline-flex min-h-6 items-center font-medium hover:underline"
              >
                {name}
              </Link>{" "}
              <span className="text-xs text-muted">
                {typeTitle}, {level === "admin" ? "administrator" : "a whole service or scope"}
              </span>
              <ul className="pl-4 text-xs wrap-anywhere text-muted">
                {[...new Set(reasons)].slice(0, 3).map((reason) => (
                  <li key={reason} className="py-0.5">
                    <Sentence text={reason} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  </div>
);
