import { Box, CircleCheck, CircleHelp, CircleX, FileText } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import type { CellDetail } from "#lib/contract/responsibility.ts";
import { counted } from "#lib/domain/counted.ts";

import { findingsHref } from "../findings/findings-view.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

type Evidence = CellDetail["evidence"][number];
type Props = { evidence: readonly Evidence[]; workloadId: string };

/** What the status rests on: failing checks first, then what is not known, then what speaks for it. */
export function EvidenceList({ evidence, workloadId }: Props) {
  if (evidence.length === 0)
    return (
      <EmptyState title="No check and no document speaks to this">
        Upload a document that proves it.
      </EmptyState>
    );
  return (
    <ul className="divide-y divide-line rounded-md border border-line text-sm">
      {evidence.map((piece) => (
        <li key={keyOf(piece)} className="flex gap-2.5 px-3 py-2">
          <EvidenceLine piece={piece} workloadId={workloadId} />
        </li>
      ))}
    </ul>
  );
}

function EvidenceLine({ piece, workloadId }: { piece: Evidence; workloadId: string }) {
  switch (piece.kind) {
    case "finding":
      return (
        <Line icon={<CircleX className="mt-0.5 size-4 shrink-0 text-critical" aria-label="fails" />}>
          <Link
            href={findingsHref("/findings", { check: piece.checkId, workload: workloadId, view: "list" })}
            className="hover:underline"
          >
            {piece.title}
          </Link>
          <Detail>
            {piece.outcome === "excepted" ? "Excepted on " : "Fails on "}
            {counted(piece.resourceKeys.length, "resource")}
          </Detail>
        </Line>
      );
    case "unknown":
      return (
        <Line icon={<CircleHelp className="mt-0.5 size-4 shrink-0 text-muted" aria-label="unknown" />}>
          <CheckLink id={piece.checkId} title={piece.title} />
          <Detail>Could not be decided on {counted(piece.resourceKeys.length, "resource")}</Detail>
        </Line>
      );
    case "pass":
      return (
        <Line icon={<CircleCheck className="mt-0.5 size-4 shrink-0 text-good" aria-label="passes" />}>
          <CheckLink id={piece.checkId} title={piece.title} />
          <Detail>Passes on {counted(piece.resourceCount, "resource")}</Detail>
        </Line>
      );
    case "document":
      return (
        <Line icon={<FileText className="mt-0.5 size-4 shrink-0 text-muted" aria-label="document" />}>
          {piece.title}
          <Detail>
            {piece.isValid ? "Valid until " : "Expired "}
            <RelativeTime at={piece.expiresAt} />
          </Detail>
        </Line>
      );
    case "model":
      return (
        <Line icon={<Box className="mt-0.5 size-4 shrink-0 text-layer-model" aria-label="model" />}>
          {piece.name}
          <Detail>
            {piece.origin ? `Its model is ${piece.origin}` : "Where its model comes from is not known"}
          </Detail>
        </Line>
      );
  }
}

const Line = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <>
    {icon}
    <span className="min-w-0">{children}</span>
  </>
);
const Detail = ({ children }: { children: ReactNode }) => (
  <span className="block text-xs text-muted">{children}</span>
);
const CheckLink = ({ id, title }: { id: string; title: string }) => (
  <Link href={`/checks/${id}`} className="hover:underline">
    {title}
  </Link>
);

function keyOf(piece: Evidence): string {
  if (piece.kind === "document") return piece.id;
  return `${piece.kind} ${piece.kind === "model" ? piece.resourceKey : piece.checkId}`;
}
