import Link from "next/link";

import type { IssueDetail } from "#lib/contract/issues.ts";

import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { DefinitionList, type Definition } from "../ui/definition-list.tsx";

const linkClass = "inline-flex min-h-6 items-center text-accent-text hover:underline";

/** What else leads in and out, whose workloads it touches, and what the field calls it. */
export function PathContext({ issue }: { issue: IssueDetail }) {
  const { otherEntries, otherTargets, workloads, atlas, owasp } = issue;
  const items: Definition[] = [
    { term: "Enters at", value: <Ends ends={[issue.entry, ...otherEntries]} /> },
    { term: "Reaches", value: <Ends ends={[issue.target, ...otherTargets]} /> },
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

const Ends = ({ ends }: { ends: readonly IssueDetail["entry"][] }) => (
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
