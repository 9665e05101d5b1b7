"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useState } from "react";

import { evidenceDocumentMaxBytes, type CellDetail } from "#lib/contract/responsibility.ts";

import { ApiError, messageOf } from "../api/api-error.ts";
import { send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { cellPath } from "./responsibility-query.ts";
import { inDays } from "../ui/in-days.ts";

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
  const [title, setTitle] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [until, setUntil] = useState(() => inDays(365));
  const tooLarge = file !== null && file.size > evidenceDocumentMaxBytes;
  const upload = useMutation({
    meta: { showsErrors: true },
    mutationFn: async (chosen: File) =>
      send(
        "POST",
        `${cellPath({ workloadId: cell.workload.id, modelId: cell.modelId, rowId: cell.row.id })}/documents`,
        {
          title,
          fileName: chosen.name,
          mediaType: chosen.type || "application/octet-stream",
          content: await toBase64(chosen),
          expiresAt: new Date(`${until}T23:59:59`).toISOString(),
        },
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
        if (file) upload.mutate(file);
      }}
    >
      <Field label="Title" error={refused?.fieldMessage("title")}>
        {(control) => (
          <Input {...control} required value={title} onChange={(event) => setTitle(event.target.value)} />
        )}
      </Field>
      <Field
        label="File"
        help="At most 10 MB."
        error={tooLarge ? "This file is larger than 10 MB." : undefined}
      >
        {(control) => (
          <input
            {...control}
            type="file"
            required
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            className="min-h-8 text-sm file:mr-3 file:h-7 file:rounded-md file:border file:border-line file:bg-raised file:px-2.5 file:text-xs"
          />
        )}
      </Field>
      <Field label="Valid until" help="After this it proves nothing any more.">
        {(control) => (
          <Input
            {...control}
            type="date"
            required
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        )}
      </Field>
      {upload.error && (
        <p role="alert" className="text-sm text-critical">
          {messageOf(upload.error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
        <Button size="sm" type="submit" variant="primary" pending={upload.isPending} disabled={tooLarge}>
          Upload
        </Button>
      </div>
    </form>
  );
}

async function toBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x80_00)
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x80_00));
  return btoa(binary);
}
