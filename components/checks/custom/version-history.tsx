"use client";
import type { CustomCheckVersionView } from "#lib/contract/custom-checks.ts";
import { counted } from "#lib/domain/counted.ts";

import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { definitionDiff, type Change } from "./definition-diff.ts";

type Props = {
  versions: readonly CustomCheckVersionView[];
  mayWrite: boolean;
  /** Puts an earlier version into the fields; saving it makes it the newest. */
  onTake: (version: CustomCheckVersionView) => void;
};

/** Every definition it had, each with what it changed. */
export const VersionHistory = ({ versions, mayWrite, onTake }: Props) => (
  <Card title="Versions" aside={counted(versions.length, "version")}>
    <ol className="flex flex-col gap-2">
      {versions.map((version, at) => (
        <li key={version.version} className="text-sm">
          <Version version={version} before={versions[at + 1]} />
          {mayWrite && at > 0 && (
            <Button size="sm" variant="ghost" onClick={() => onTake(version)}>
              Take up version {version.version}
            </Button>
          )}
        </li>
      ))}
    </ol>
  </Card>
);

type VersionProps = { version: CustomCheckVersionView; before: CustomCheckVersionView | undefined };

function Version({ version, before }: VersionProps) {
  const changes = before ? definitionDiff(before.definition, version.definition) : [];
  return (
    <details>
      <summary className="min-h-6 cursor-default">
        Version {version.version} by {version.savedBy} <RelativeTime at={version.savedAt} />
        <span className="text-muted">{before ? `, ${counted(changes.length, "change")}` : ""}</span>
      </summary>
      <dl className="mt-1 flex flex-col gap-2 border-l border-line pl-3 text-xs">
        {changes.map((change) => (
          <Changed key={change.field} change={change} />
        ))}
        {changes.length === 0 && (
          <dd className="text-muted">{before ? "It says the same." : "The first."}</dd>
        )}
      </dl>
    </details>
  );
}

const Changed = ({ change: { field, before, after } }: { change: Change }) => (
  <div className="min-w-0">
    <dt className="font-medium">{field}</dt>
    <dd className="font-mono wrap-anywhere whitespace-pre-wrap text-muted">
      <del>{before || "nothing"}</del>
    </dd>
    <dd className="font-mono wrap-anywhere whitespace-pre-wrap">
      <ins className="no-underline">{after || "nothing"}</ins>
    </dd>
  </div>
);
