"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";

import type { CellDetail } from "#lib/contract/responsibility.ts";

import { send } from "../api/fetch-json.ts";
import { Badge } from "../ui/badge.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { DocumentUpload } from "./document-upload.tsx";

type Props = { cell: CellDetail; canWrite: boolean };

/** Documents that prove what no check can, each with its hash and its end. */
export function DocumentList({ cell, canWrite }: Props) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => send("DELETE", `/api/v1/evidence-documents/${id}`),
    onSuccess: () =>
      Promise.all(
        ["responsibility", "responsibility-cell"].map((key) => client.invalidateQueries({ queryKey: [key] })),
      ),
  });
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">Documents</h3>
      {cell.row.documents.length > 0 && (
        <p className="text-sm text-muted">Asked for: {cell.row.documents.join("; ")}.</p>
      )}
      {cell.documents.length > 0 && (
        <ul className="divide-y divide-line rounded-md border border-line text-sm">
          {cell.documents.map((document) => (
            <li key={document.id} className="flex items-start gap-3 px-3 py-2">
              <div className="min-w-0 flex-1">
                <a
                  href={`/api/v1/evidence-documents/${document.id}`}
                  className="text-accent-text hover:underline"
                >
                  {document.title}
                </a>{" "}
                {!document.isValid && <Badge tone="warn">Expired</Badge>}
                <span className="block text-xs text-muted">
                  {document.fileName}, by {document.uploadedBy} <RelativeTime at={document.uploadedAt} />,
                  valid until <RelativeTime at={document.expiresAt} />
                </span>
                <Copyable text={document.sha256} label={`SHA-256 ${document.sha256.slice(0, 12)}…`} />
              </div>
              {canWrite && (
                <IconButton
                  icon={Trash2}
                  label={`Remove ${document.title}`}
                  size="sm"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(document.id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {canWrite && <DocumentUpload cell={cell} />}
    </section>
  );
}
