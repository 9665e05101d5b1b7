"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useState } from "react";

import type { CellDetail } from "#lib/contract/responsibility.ts";

import { ApiError, messageOf } from "../api/api-error.ts";
import { send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { DocumentFields, documentInput, useDocumentDraft } from "../ui/document-fields.tsx";
import { cellPath } from "./responsibility-query.ts";

export function DocumentUpload({ cell }: { cell: CellDetail }) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen)
    return (
      <div>
        <Button size="sm" onClick={() => setOpen(true)}>
          <Upload aria-hidden />
          Add a document
        </Button>
      </div>
    );
  return <UploadForm cell={cell} onDone={() => setOpen(false)} />;
}

function UploadForm({ cell, onDone }: { cell: CellDetail; onDone: () => void }) {
  const client = useQueryClient();
  const draft = useDocumentDraft();
  const upload = useMutation({
    meta: { showsErrors: true },
    mutationFn: async (chosen: File) =>
      send(
        "POST",
        `${cellPath({ workloadId: cell.workload.id, modelId: cell.modelId, rowId: cell.row.id })}/documents`,
        await documentInput(draft, chosen),
      ),
    onSuccess: async () => {
      onDone();
      await Promise.all(
        ["responsibility", "responsibility-cell"].map((key) => client.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
  const refused = upload.error instanceof ApiError ? upload.error : null;
  return (
    <form
      className="flex flex-col gap-3 rounded-md border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.file) upload.mutate(draft.file);
      }}
    >
      <DocumentFields
        draft={draft}
        refused={refused}
        titleLabel="Title"
        afterwards="proves nothing any more"
        onFile={upload.reset}
      />
      {upload.error && (
        <p role="alert" className="text-sm text-critical">
          {messageOf(upload.error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
        <Button
          size="sm"
          type="submit"
          variant="primary"
          pending={upload.isPending}
          disabled={draft.unfit !== null}
        >
          Upload
        </Button>
      </div>
    </form>
  );
}
