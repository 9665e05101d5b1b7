"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";

import type { ImportPage } from "#lib/contract/imports.ts";

import { ApiError, messageOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Progress } from "../ui/progress.tsx";
import { sendReport } from "./send-report.ts";

type Props = { formats: ImportPage["formats"]; onClose: () => void };

/** Sends a report and leads to what became of it. */
export function UploadReport({ formats, onClose }: Props) {
  const router = useRouter();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState("");
  const [scope, setScope] = useState("");
  const [share, setShare] = useState(0);
  const upload = useMutation({
    meta: { showsErrors: true },
    mutationFn: (chosen: File) => sendReport({ file: chosen, source, scope, format: "" }, setShare),
    onSuccess: async ({ id }) => {
      await Promise.all(["imports", "findings"].map((key) => client.invalidateQueries({ queryKey: [key] })));
      router.push(`/imports/${id}`);
    },
  });
  const refused = upload.error instanceof ApiError ? upload.error : null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Import a report"
      description={`Formats, told by their content: ${formats.map(({ title }) => title).join(", ")}.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!file}
            pending={upload.isPending}
            onClick={() => file && upload.mutate(file)}
          >
            Import
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Report" help="JSON, JSON Lines or CSV, at most 128 MB.">
          {(control) => (
            <Input {...control} type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
          )}
        </Field>
        <Field
          label="Source"
          optional
          help="Which tool, in your own words."
          error={refused?.fieldMessage("source")}
        >
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={source}
              onChange={(event) => setSource(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Scope"
          optional
          help="Which part of the estate: a repository, an account, a cluster. Only what the same source told of it before is closed."
          error={refused?.fieldMessage("scope")}
        >
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={scope}
              onChange={(event) => setScope(event.target.value)}
            />
          )}
        </Field>
        {upload.isPending && (
          <div className="flex flex-col gap-1 text-xs text-muted">
            <Progress label="Sent" value={share} max={1} />
            {share < 1
              ? `${Math.round(share * 100)} % sent`
              : "Reading it, and comparing it with what is known…"}
          </div>
        )}
        {upload.error && (
          <p role="alert" className="text-sm text-critical">
            {messageOf(upload.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
