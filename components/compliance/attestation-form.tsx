"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileCheck2 } from "lucide-react";
import { useState } from "react";

import type { ControlDetail } from "#lib/contract/compliance.ts";
import { evidenceDocumentMaxBytes } from "#lib/contract/responsibility.ts";

import { ApiError, messageOf } from "../api/api-error.ts";
import { send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { inDays } from "../ui/in-days.ts";
import { Input, Textarea } from "../ui/input.tsx";
import { readFile } from "../ui/read-file.ts";
import { controlPath } from "./compliance-query.ts";

type Props = { control: ControlDetail; workloadId: string | null };

export function AttestationForm(props: Props) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Form {...props} onDone={() => setOpen(false)} />;
  return (
    <div data-print="hide">
      <Button size="sm" onClick={() => setOpen(true)}>
        <FileCheck2 aria-hidden />
        Attest it{props.workloadId ? " for this workload" : ""}
      </Button>
    </div>
  );
}

function useAttest({ control, workloadId }: Props, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: async ({ file, ...said }: { file: File; statement: string; title: string; until: string }) =>
      send(
        "POST",
        `${controlPath({ frameworkId: control.framework.id, controlId: control.id })}/attestations`,
        {
          statement: said.statement,
          title: said.title,
          workloadId,
          ...(await readFile(file)),
          expiresAt: new Date(`${said.until}T23:59:59`).toISOString(),
        },
      ),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: ["compliance"] });
    },
  });
}

function Form({ onDone, ...props }: Props & { onDone: () => void }) {
  const [statement, setStatement] = useState("");
  const [title, setTitle] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [days] = useState(() => ({ first: inDays(1), usual: inDays(365), last: inDays(3 * 365) }));
  const [until, setUntil] = useState(days.usual);
  const attest = useAttest(props, onDone);
  const refused = attest.error instanceof ApiError ? attest.error : null;
  const isTooLarge = file !== null && file.size > evidenceDocumentMaxBytes;
  return (
    <form
      className="flex flex-col gap-3 rounded-md border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (file) attest.mutate({ file, statement, title, until });
      }}
    >
      <Field
        label="Statement"
        help="What you attest, and how you know."
        error={refused?.fieldMessage("statement")}
      >
        {(control) => (
          <Textarea
            {...control}
            required
            minLength={10}
            maxLength={4000}
            rows={3}
            value={statement}
            onChange={(event) => setStatement(event.target.value)}
          />
        )}
      </Field>
      <Field label="Document" error={refused?.fieldMessage("title")}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={200}
            placeholder="What it is, such as minutes or a report"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="File"
        help="At most 10 MB."
        error={
          isTooLarge
            ? "This file is larger than 10 MB."
            : (refused?.fieldMessage("content") ?? refused?.fieldMessage("fileName"))
        }
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
      <Field
        label="Valid until"
        help="Three years at most; after this it attests nothing any more."
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
      {attest.error && (
        <p role="alert" className="text-sm text-critical">
          {messageOf(attest.error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
        <Button size="sm" type="submit" variant="primary" pending={attest.isPending} disabled={isTooLarge}>
          Attest
        </Button>
      </div>
    </form>
  );
}
