import type { ReactNode } from "react";

import {
  changeSubjects,
  type Changes,
  type ChangeSubject,
  type EstateChange,
} from "#lib/contract/changes.ts";
import { counted } from "#lib/domain/counted.ts";
import { layerTitles } from "#lib/domain/layer.ts";

import { addressAt } from "../api/page-moment.ts";
import { LoggedByList } from "../provider-log/logged-by.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { formatInstant } from "../ui/format-time.ts";
import { FromTo } from "../ui/from-to.tsx";

const titles: Record<ChangeSubject, string> = {
  resources: "Resources",
  exposure: "Exposure",
  access: "Access",
  findings: "Findings",
  issues: "Issues",
  responsibility: "Responsibility",
};
const pages: Record<ChangeSubject, string | null> = {
  resources: "/inventory",
  exposure: "/inventory",
  access: "/inventory",
  findings: "/findings",
  issues: "/issues",
  responsibility: null,
};
const signs = { added: "+", removed: "−", changed: "~" } as const;

/** Of each subject, unless its reader asks for all of it. */
const shownAtFirst = 20;

type ViewProps = {
  changes: Changes;
  /** Whose changes are shown one and all. */
  opened?: string | undefined;
  /** The address that shows one subject whole. */
  hrefOf: (subject: ChangeSubject) => string;
};

/** The difference of two moments: how much of what, where, and each change with who wrote it. */
export function ChangesView({ changes, opened, hrefOf }: ViewProps) {
  const { from, to, subjects, byAccount, byWorkload, scores, items, cutShort } = changes;
  const moved = scores.filter(({ before, after }) => before !== after);
  return (
    <div className="flex flex-col gap-4 px-4 sm:px-6">
      <p className="text-sm text-muted">
        From {formatInstant(new Date(from))} to {formatInstant(new Date(to))}.
        {cutShort.length > 0 &&
          ` More changed than is counted: ${cutShort.map((subject) => titles[subject]).join(", ")}.`}
      </p>
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-4">
        <CountCard
          title="By subject"
          rows={subjects.map(({ subject, ...counts }) => ({
            ...counts,
            name: titles[subject],
            href: `#${subject}`,
          }))}
        />
        <CountCard
          title="By workload"
          rows={byWorkload.slice(0, 8).map(({ id, name, ...counts }) => ({
            ...counts,
            name,
            href: addressAt(`/workloads/${id}`, null),
          }))}
        />
        <CountCard
          title="By account"
          rows={byAccount.slice(0, 8).map(({ account, ...counts }) => ({
            ...counts,
            name: account,
            href: `/inventory?account=${encodeURIComponent(account)}`,
          }))}
        />
        <Card title="Scores">
          {moved.length === 0 && <p className="text-sm text-muted">No score moved.</p>}
          <ul className="flex flex-col gap-1 text-sm">
            {moved.map(({ layer, before, after }) => (
              <li key={layer} className="flex justify-between gap-3">
                <span>{layerTitles[layer]}</span>
                <FromTo from={before ?? "none"} to={after ?? "none"} />
              </li>
            ))}
          </ul>
        </Card>
      </div>
      {items.length === 0 && (
        <EmptyState title="Nothing differs between these moments">
          Choose an earlier day, or sync a connection and look again.
        </EmptyState>
      )}
      {changeSubjects.map((subject) => {
        const own = items.filter((item) => item.subject === subject);
        return own.length === 0 ? null : (
          <SubjectCard
            key={subject}
            subject={subject}
            own={opened === subject ? own : own.slice(0, shownAtFirst)}
            more={opened === subject || own.length <= shownAtFirst ? null : hrefOf(subject)}
            changes={changes}
          />
        );
      })}
    </div>
  );
}

type SubjectProps = { subject: ChangeSubject; own: EstateChange[]; more: string | null; changes: Changes };

function SubjectCard({ subject, own, more, changes }: SubjectProps) {
  const counts = changes.subjects.find((one) => one.subject === subject);
  const total = counts ? counts.added + counts.removed + counts.changed : own.length;
  return (
    <section
      id={subject}
      aria-label={titles[subject]}
      className="scroll-mt-14 rounded-lg border border-line bg-surface"
    >
      <header className="flex min-h-10 items-center justify-between gap-3 border-b border-line px-4 py-1.5">
        <h2 className="text-sm font-semibold">{titles[subject]}</h2>
        <span className="text-xs text-muted">
          {total > own.length ? `The newest ${own.length} of ${total}` : counted(total, "change")}
        </span>
      </header>
      <ul className="divide-y divide-line">
        {own.map((item) => (
          <ChangeRow key={JSON.stringify(item)} item={item} from={changes.from} />
        ))}
      </ul>
      {more !== null && (
        <a
          href={more}
          className="block border-t border-line px-4 py-2 text-sm text-accent-text hover:underline"
        >
          Show more of {titles[subject].toLowerCase()}
        </a>
      )}
    </section>
  );
}

function ChangeRow({ item, from }: { item: EstateChange; from: string }) {
  const { kind, title, detail, at, by, log } = item;
  return (
    <li className="grid gap-x-4 gap-y-0.5 px-4 py-2 text-sm md:grid-cols-[1.5rem_minmax(0,1fr)_minmax(0,16rem)]">
      <span className="font-mono text-muted">
        <span aria-hidden>{signs[kind]}</span>
        <span className="sr-only">{kind}</span>
      </span>
      <span className="min-w-0">
        <span className="block wrap-anywhere">
          <ItemLink item={item} from={from}>
            {title}
          </ItemLink>
        </span>
        <span className="block text-xs wrap-anywhere text-muted">{detail}</span>
        <LoggedByList log={log} />
      </span>
      <span className="text-xs text-muted">
        {formatInstant(new Date(at))}
        <span className="block wrap-anywhere">{by.name}</span>
      </span>
    </li>
  );
}

/** What went leads to how it was, by a page of its own: the present has none of it. */
function ItemLink({ item, from, children }: { item: EstateChange; from: string; children: ReactNode }) {
  const page = pages[item.subject];
  if (page === null || item.id === null) return children;
  const href = `${page}/${item.id}`;
  return (
    <a
      href={item.kind === "removed" && item.subject !== "access" ? addressAt(href, from) : href}
      className="hover:underline"
    >
      {children}
    </a>
  );
}

type CountRow = { name: string; href: string; added: number; removed: number; changed: number };

const CountCard = ({ title, rows }: { title: string; rows: readonly CountRow[] }) => (
  <Card title={title}>
    {rows.length === 0 && <p className="text-sm text-muted">Nothing changed.</p>}
    <ul className="flex flex-col gap-1 text-sm">
      {rows.map(({ name, href, added, removed, changed }) => (
        <li key={name} className="flex justify-between gap-3">
          <a href={href} className="min-w-0 truncate hover:underline">
            {name}
          </a>
          <span className="flex shrink-0 gap-2 tabular-nums">
            <Count sign="+" count={added} word="added" />
            <Count sign="−" count={removed} word="removed" />
            <Count sign="~" count={changed} word="changed" />
          </span>
        </li>
      ))}
    </ul>
  </Card>
);

const Count = ({ sign, count, word }: { sign: string; count: number; word: string }) =>
  count === 0 ? null : (
    <span>
      <span aria-hidden>{sign}</span>
      {count.toLocaleString("en")}
      <span className="sr-only"> {word}</span>
    </span>
  );
