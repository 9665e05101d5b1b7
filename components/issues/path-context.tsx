import Link from "next/link";

import type { IssueDetail } from "#lib/contract/issues.ts";

import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { DefinitionList, type Definition } from "../ui/definition-list.tsx";

const linkClass = "inline-flex min-h-6 items-center text-accent-text hover:underline";

/** What else leads in and out, whose workloads it touches, and what the field calls it. */
export function PathContext({ issue }: { issue: IssueDetail }) {
  const { otherEntries, otherTargets, otherEntryCount, otherTargetCount, workloads, atlas, owasp } = issue;
  const items: Definition[] = [
    { term: "Enters at", value: <Ends ends={[issue.entry, ...otherEntries]} count={1 + otherEntryCount} /> },
    { term: "Reaches", value: <Ends ends={[issue.target, ...otherTargets]} count={1 + otherTargetCount} /> },
    ...(workloads.length > 0
      ? [
          {
            term: "Workloads",
            value: workloads.map(({ id, name }) => (
              <Link key={id} href={`/workloads/${id}`} className={`mr-3 ${linkClass}`}>
                {name}
              </Link>
            )),
          },
        ]
      : []),
    ...named("MITRE ATLAS", atlas),
    ...named("OWASP", owasp),
  ];
  return (
    <Card title="About this path">
      <DefinitionList items={items} />
    </Card>
  );
}

const Ends = ({ ends, count }: { ends: readonly IssueDetail["entry"][]; count: number }) => (
  <ul>
    {ends.map(({ id, key, name, typeTitle }) => (
      <li key={key}>
        {id ? (
          <Link href={`/inventory/${id}`} className={linkClass}>
            {name}
          </Link>
        ) : (
          name
        )}{" "}
        <span className="text-muted">{typeTitle}</span>
      </li>
    ))}
    {count > ends.length && <li className="text-muted">and {count - ends.length} more</li>}
  </ul>
);

const named = (term: string, ids: readonly string[]): Definition[] =>
  ids.length === 0
    ? []
    : [
        {
          term,
          value: (
            <span className="flex flex-wrap gap-1.5">
              {ids.map((id) => (
                <Badge key={id}>{id}</Badge>
              ))}
            </span>
          ),
        },
      ];
