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
import { readFile } from "../ui/read-file.ts";

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
  const [days] = useState(() => ({ first: inDays(1), usual: inDays(365), last: inDays(3 * 365) }));
  const [until, setUntil] = useState(days.usual);
  const unfit = file && unfitness(file);
  const upload = useMutation({
    meta: { showsErrors: true },
    mutationFn: async (chosen: File) =>
      send(
        "POST",
        `${cellPath({ workloadId: cell.workload.id, modelId: cell.modelId, rowId: cell.row.id })}/documents`,
        {
          title,
          ...(await readFile(chosen)),
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
          <Input
            {...control}
            required
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="File"
        help="At most 10 MB."
        error={
          unfit ??
          refused?.fieldMessage("content") ??
          refused?.fieldMessage("fileName") ??
          refused?.fieldMessage("mediaType")
        }
      >
        {(control) => (
          <input
            {...control}
            type="file"
            required
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              upload.reset();
            }}
            className="min-h-8 text-sm file:mr-3 file:h-7 file:rounded-md file:border file:border-line file:bg-raised file:px-2.5 file:text-xs"
          />
        )}
      </Field>
      <Field
        label="Valid until"
        help="Three years at most; after this it proves nothing any more."
        error={refused?.fieldMessage("expiresAt")}
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            required
            min={days.first}
            max={days.last}
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
        <Button
          size="sm"
          type="submit"
          variant="primary"
          pending={upload.isPending}
          disabled={unfit !== null}
        >
          Upload
        </Button>
      </div>
    </form>
  );
}

function unfitness(file: File): string | null {
  if (file.size > evidenceDocumentMaxBytes) return "This file is larger than 10 MB.";
  return file.size === 0 ? "This file is empty." : null;
}
