import Link from "next/link";
import type { ReactNode } from "react";

import type { Simulation } from "#lib/contract/plans.ts";
import { counted } from "#lib/domain/counted.ts";
import { statusLooks } from "../compliance/status-looks.ts";
import { plainWords } from "../inventory/plain-words.ts";
import { Card } from "../ui/card.tsx";
import { FromTo } from "../ui/from-to.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";

/** What would be, one by one: issues, findings, responsibilities, controls, and the access that goes with it. */
export const SimulationView = ({ simulation }: { simulation: Simulation }) => (
  <div className="grid gap-4 lg:grid-cols-2">
    <Card
      title="Issues it breaks"
      aside={`${simulation.broken.length} of ${simulation.broken.length + simulation.left.length}`}
      bodyClassName="p-0"
    >
      <Rows empty="None yet: choose a change">
        {simulation.broken.map(({ id, title, score }) => (
          <Row key={id} href={`/issues/${id}`} aside={score}>
            {title}
          </Row>
        ))}
      </Rows>
    </Card>
    <Card title="Issues it leaves" aside={simulation.left.length} bodyClassName="p-0">
      <Rows empty="Nothing is left open">
        {simulation.left.map(({ id, title, score }) => (
          <Row key={id} href={`/issues/${id}`} aside={score}>
            {title}
          </Row>
        ))}
      </Rows>
    </Card>
    <Card
      title="Responsibilities it meets"
      aside={counted(simulation.cells.length, "row")}
      bodyClassName="p-0"
    >
      <Rows empty="No responsibility changes">
        {simulation.cells.map(({ workload, rowId, title, from, to }) => (
          <Row
            key={`${workload.id} ${rowId}`}
            href={`/workloads/${workload.id}?tab=responsibility`}
            aside={<FromTo from={from} to={to} />}
          >
            {workload.name}: {title}
          </Row>
        ))}
      </Rows>
    </Card>
    <Card
      title="Controls that stand otherwise"
      aside={counted(simulation.controls.length, "control")}
      bodyClassName="p-0"
    >
      <Rows empty="No control of compliance changes">
        {simulation.controls.map(({ framework, id, title, from, to }) => (
          <Row
            key={`${framework.id} ${id}`}
            href={`/compliance/${framework.id}?control=${encodeURIComponent(id)}`}
            aside={<FromTo from={statusLooks[from].label} to={statusLooks[to].label} />}
          >
            {framework.name} {id}: {title}
          </Row>
        ))}
      </Rows>
    </Card>
    <Card title="Findings that close" aside={simulation.findings.length} bodyClassName="p-0">
      <Rows empty="No finding covers these changes">
        {simulation.findings.map(({ id, title, severity, resourceName }) => (
          <Row key={id} href={`/findings/${id}`} aside={<SeverityBadge severity={severity} />}>
            {title} <span className="text-muted">on {resourceName}</span>
          </Row>
        ))}
      </Rows>
    </Card>
    <Card title="Access that may go with it" aside={simulation.sideEffects.length} bodyClassName="p-0">
      <Rows empty="No access lies on the paths it breaks">
        {simulation.sideEffects.map(({ fixId, from, kind, to, lastUsedAt }) => (
          <Row
            key={`${fixId} ${from} ${kind} ${to}`}
            aside={
              lastUsedAt ? (
                <>
                  last used <RelativeTime at={lastUsedAt} />
                </>
              ) : (
                "last use unknown"
              )
            }
          >
            {from} {plainWords(kind).toLowerCase()} {to}
          </Row>
        ))}
      </Rows>
    </Card>
  </div>
);

const Rows = ({ empty, children }: { empty: string; children: ReactNode[] }) =>
  children.length === 0 ? (
    <p className="px-4 py-6 text-center text-sm text-muted">{empty}</p>
  ) : (
    <ul className="divide-y divide-line text-sm">{children}</ul>
  );

const Row = ({ href, aside, children }: { href?: string; aside: ReactNode; children: ReactNode }) => (
  <li className="flex items-baseline justify-between gap-4 px-4 py-2">
    {href ? (
      <Link href={href} className="min-w-0 hover:underline">
        {children}
      </Link>
    ) : (
      <span className="min-w-0">{children}</span>
    )}
    <span className="shrink-0 text-xs text-muted tabular-nums">{aside}</span>
  </li>
);
