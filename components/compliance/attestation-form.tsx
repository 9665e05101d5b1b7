"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileCheck2 } from "lucide-react";
import { useState } from "react";

import type { ControlDetail } from "#lib/contract/compliance.ts";

import { ApiError, messageOf } from "../api/api-error.ts";
import { send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import {
  DocumentFields,
  documentInput,
  useDocumentDraft,
  type DocumentDraft,
} from "../ui/document-fields.tsx";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/input.tsx";
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
    mutationFn: async ({
      statement,
      document,
      file,
    }: {
      statement: string;
      document: DocumentDraft;
      file: File;
    }) =>
      send(
        "POST",
        `${controlPath({ frameworkId: control.framework.id, controlId: control.id })}/attestations`,
        { statement, workloadId, ...(await documentInput(document, file)) },
      ),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: ["compliance"] });
    },
  });
}

function Form({ onDone, ...props }: Props & { onDone: () => void }) {
  const [statement, setStatement] = useState("");
  const document = useDocumentDraft();
  const attest = useAttest(props, onDone);
  const refused = attest.error instanceof ApiError ? attest.error : null;
  return (
    <form
      className="flex flex-col gap-3 rounded-md border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (document.file) attest.mutate({ statement, document, file: document.file });
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
      <DocumentFields
        draft={document}
        refused={refused}
        titleLabel="Document"
        titlePlaceholder="What it is, such as minutes or a report"
        afterwards="attests nothing any more"
        onFile={attest.reset}
      />
      {attest.error && (
        <p role="alert" className="text-sm text-critical">
          {messageOf(attest.error)}
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
          pending={attest.isPending}
          disabled={document.unfit !== null}
        >
          Attest
        </Button>
      </div>
    </form>
  );
}
