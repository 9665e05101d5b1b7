"use client";
import { ChevronDown } from "lucide-react";
import Link from "next/link";

import type { IssueDetail } from "#lib/contract/issues.ts";
import { counted } from "#lib/domain/counted.ts";

import { Popover } from "../ui/popover.tsx";

type End = IssueDetail["entry"];
type Others = Pick<IssueDetail, "otherEntries" | "otherTargets" | "otherEntryCount" | "otherTargetCount">;

/** Of ways that differ at their ends only, one is drawn; the others are folded in here. */
export function OtherEnds({ issue }: { issue: Others }) {
  const { otherEntries, otherTargets, otherEntryCount, otherTargetCount } = issue;
  const words = [
    ...(otherEntryCount > 0 ? [counted(otherEntryCount, "other way in", "other ways in")] : []),
    ...(otherTargetCount > 0 ? [counted(otherTargetCount, "other target")] : []),
  ].join(", ");
  if (words === "") return null;
  return (
    <Popover
      label="Ways that are not drawn"
      className="max-h-80 max-w-96 overflow-y-auto p-3"
      trigger={
        <button
          type="button"
          className="inline-flex h-6 items-center gap-1 rounded-md px-1.5 hover:bg-hover hover:text-text"
        >
          {words}
          <ChevronDown className="size-3.5" aria-hidden />
        </button>
      }
    >
      <Ends title="Enters also at" ends={otherEntries} count={otherEntryCount} />
      <Ends title="Reaches also" ends={otherTargets} count={otherTargetCount} />
    </Popover>
  );
}

function Ends({ title, ends, count }: { title: string; ends: readonly End[]; count: number }) {
  if (ends.length === 0) return null;
  return (
    <>
      <h3 className="text-xs text-muted">{title}</h3>
      <ul className="mb-2 text-sm last:mb-0">
        {ends.map(({ id, key, name, typeTitle }) => (
          <li key={key} className="min-h-6 wrap-anywhere">
            {id ? (
              <Link href={`/inventory/${id}`} className="hover:underline">
                {name}
              </Link>
            ) : (
              name
            )}{" "}
            <span className="text-xs text-muted">{typeTitle}</span>
          </li>
        ))}
        {count > ends.length && <li className="text-muted">and {count - ends.length} more</li>}
      </ul>
    </>
  );
}
