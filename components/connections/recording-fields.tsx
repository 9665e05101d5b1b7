"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRef } from "react";
import { toast } from "sonner";

import { RecordingView, type ConnectorView } from "#lib/contract/connections.ts";
import { counted } from "#lib/domain/counted.ts";

import { ApiError, messageOf } from "../api/api-error.ts";
import { sendJson } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { demoTitle } from "./connection-form.ts";
import { recordingsQuery } from "./connections-query.ts";

type Props = {
  connector: ConnectorView;
  value: string;
  onChange: (recording: string) => void;
  error: unknown;
};

const megabytesMax = 64;

/** A recording instead of a live cloud: one that comes with Nacre, or one made with `nacre capture`. */
export function RecordingFields({ connector, value, onChange, error }: Props) {
  const uploaded = useQuery(recordingsQuery);
  const input = useRef<HTMLInputElement>(null);
  const upload = useUpload(onChange);
  const options = [
    ...connector.demoRecordings.map((recording) => ({ value: recording, label: demoTitle(recording) })),
    ...(uploaded.data?.items ?? [])
      .filter(({ connectorId }) => connectorId === connector.id)
      .map(({ recording, name, callCount }) => ({
        value: recording,
        label: name,
        hint: counted(callCount, "call"),
      })),
  ];
  const choose = (file: File | undefined) => {
    if (!file) return;
    if (file.size > megabytesMax * 1024 * 1024)
      toast.error(`A recording may have ${megabytesMax} MB at most.`);
    else upload.mutate(file);
  };
  const refused = error instanceof ApiError ? error.fieldMessage("recording") : undefined;
  return (
    <div className="flex flex-col gap-3">
      <Field
        label="Recording"
        error={upload.isError ? messageOf(upload.error) : refused}
        help="A recording holds the provider's answers, and is read exactly as the provider would be."
      >
        {(control) => (
          <Select
            {...control}
            value={value}
            onChange={onChange}
            options={options}
            placeholder="Choose a recording"
          />
        )}
      </Field>
      <div>
        <input
          ref={input}
          type="file"
          accept=".jsonl,.ndjson"
          aria-label="Recording file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            choose(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button size="sm" pending={upload.isPending} onClick={() => input.current?.click()}>
          {!upload.isPending && <Upload aria-hidden />}
          Upload a recording
        </Button>
        <span className="ml-2 text-xs text-muted">
          JSON Lines of <code className="font-mono">nacre capture</code>, {megabytesMax} MB at most
        </span>
      </div>
    </div>
  );
}

function useUpload(onChange: (recording: string) => void) {
  const client = useQueryClient();
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: async (file: File) =>
      sendJson("POST", "/api/v1/recordings", { name: file.name, text: await file.text() }, RecordingView),
    onSuccess: async ({ recording, callCount }) => {
      toast.success(`${counted(callCount, "call")} uploaded`);
      await client.invalidateQueries({ queryKey: recordingsQuery.queryKey });
      onChange(recording);
    },
  });
}
