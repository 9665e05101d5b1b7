import { useState } from "react";

import { evidenceDocumentMaxBytes } from "#lib/contract/responsibility.ts";

import type { ApiError } from "../api/api-error.ts";
import { Field } from "./field.tsx";
import { inDays } from "./in-days.ts";
import { Input } from "./input.tsx";
import { readFile } from "./read-file.ts";
import { UntilField } from "./until-field.tsx";

/** A document that is about to be sent as evidence. */
export type DocumentDraft = ReturnType<typeof useDocumentDraft>;

export function useDocumentDraft() {
  const [title, setTitle] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [days] = useState(() => ({ first: inDays(1), usual: inDays(365), last: inDays(3 * 365) }));
  const [until, setUntil] = useState(days.usual);
  return {
    title,
    setTitle,
    setFile,
    until,
    setUntil,
    days,
    file,
    /** Why the chosen file cannot be sent. */
    unfit: file && unfitness(file),
  };
}

/** As the API takes it. */
export const documentInput = async (draft: DocumentDraft, file: File) => ({
  title: draft.title,
  ...(await readFile(file)),
  expiresAt: new Date(`${draft.until}T23:59:59`).toISOString(),
});

function unfitness(file: File): string | null {
  if (file.size > evidenceDocumentMaxBytes) return "This file is larger than 10 MB.";
  return file.size === 0 ? "This file is empty." : null;
}

type Props = {
  draft: DocumentDraft;
  refused: ApiError | null;
  titleLabel: string;
  titlePlaceholder?: string;
  /** What is so once the document's time is over. */
  afterwards: string;
  onFile?: () => void;
};

/** What the document is, the document, and until when it holds. */
export const DocumentFields = ({
  draft,
  refused,
  titleLabel,
  titlePlaceholder,
  afterwards,
  onFile,
}: Props) => (
  <>
    <Field label={titleLabel} error={refused?.fieldMessage("title")}>
      {(control) => (
        <Input
          {...control}
          required
          maxLength={200}
          placeholder={titlePlaceholder}
          value={draft.title}
          onChange={(event) => draft.setTitle(event.target.value)}
        />
      )}
    </Field>
    <Field
      label="File"
      help="At most 10 MB."
      error={
        draft.unfit ??
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
            draft.setFile(event.target.files?.[0] ?? null);
            onFile?.();
          }}
          className="min-h-8 text-sm file:mr-3 file:h-7 file:rounded-md file:border file:border-line file:bg-raised file:px-2.5 file:text-xs"
        />
      )}
    </Field>
    <UntilField
      label="Valid until"
      help={`Three years at most; after this it ${afterwards}.`}
      error={refused?.fieldMessage("expiresAt")}
      days={draft.days}
      value={draft.until}
      onChange={draft.setUntil}
    />
  </>
);
