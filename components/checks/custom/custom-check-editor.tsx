"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { toast } from "sonner";

import { CustomCheckDetail } from "#lib/contract/custom-checks.ts";

import { FormError } from "../../access/form-error.tsx";
import { ApiError, messageOf } from "../../api/api-error.ts";
import { sendJson } from "../../api/fetch-json.ts";
import { useCan } from "../../shell/viewer.tsx";
import { Button } from "../../ui/button.tsx";
import { ClassReference } from "./class-reference.tsx";
import { customChecksPath, problemsQuery, referenceQuery } from "./custom-checks-query.ts";
import { DefinitionFields } from "./definition-fields.tsx";
import { definitionOf, draftOf, emptyDraft, type Draft, type Side } from "./draft.ts";
import { DryRunPanel } from "./dry-run-panel.tsx";
import { ExamplesTable } from "./examples-table.tsx";
import { StoredActions } from "./stored-actions.tsx";
import { useSettled } from "./use-settled.ts";
import { VersionHistory } from "./version-history.tsx";

/** Where a check is written: its fields, what it may read, what it would find, and what it was before. */
export function CustomCheckEditor({ stored }: { stored: CustomCheckDetail | null }) {
  const mayWrite = useCan("check:write");
  const [draft, setDraft] = useState<Draft>(() => (stored ? draftOf(stored.definition) : emptyDraft));
  const [isTouched, setTouched] = useState(stored !== null);
  const save = useSave(stored);
  const change = (part: Partial<Draft>) => {
    setTouched(true);
    save.reset();
    setDraft((before) => ({ ...before, ...part }));
  };
  const written = definitionOf(useSettled(draft));
  const asked = useQuery({ ...problemsQuery(written.definition), enabled: mayWrite && isTouched });
  const reference = useQuery(referenceQuery(draft.class, draft.type));
  const refused = save.error instanceof ApiError ? save.error.fields : [];
  const problems = [...written.problems, ...(asked.data?.problems ?? []), ...refused];
  const problemOf = (field: keyof Draft) =>
    isTouched
      ? problems.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.message
      : undefined;
  const exampleProblem = (side: Side, at: number) => {
    const place = `examples.${side}.${at}`;
    return problems.find(({ field }) => field === place || field.startsWith(`${place}.`))?.message;
  };
  const missingSide = problems.find(({ field }) => ["examples.pass", "examples.fail"].includes(field));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(definitionOf(draft).definition);
  };
  return (
    <div className="grid items-start gap-6 px-4 pb-10 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,360px)]">
      <form onSubmit={onSubmit} noValidate className="flex min-w-0 flex-col gap-4" aria-label="Check">
        <FormError message={save.error && refused.length === 0 ? messageOf(save.error) : undefined} />
        <DefinitionFields
          draft={draft}
          onChange={change}
          problemOf={problemOf}
          types={reference.data?.types ?? []}
          isStored={stored !== null}
          disabled={!mayWrite}
        />
        <ExamplesTable
          examples={draft.examples}
          onChange={(examples) => change({ examples })}
          problemOf={(side, at) => (isTouched ? exampleProblem(side, at) : undefined)}
          disabled={!mayWrite}
        />
        {missingSide && (
          <p role="alert" className="text-xs text-critical">
            {missingSide.message}
          </p>
        )}
        {mayWrite && (
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" variant="primary" pending={save.isPending}>
              {stored ? `Save as version ${stored.version + 1}` : "Create the check"}
            </Button>
            {stored && <StoredActions check={stored} />}
          </div>
        )}
      </form>
      <div className="flex min-w-0 flex-col gap-4">
        {mayWrite && (
          <DryRunPanel definition={written.definition} canRun={isTouched && problems.length === 0} />
        )}
        <ClassReference reference={reference.data} />
        {stored && (
          <VersionHistory
            versions={stored.versions}
            mayWrite={mayWrite}
            onTake={({ definition }) => setDraft(draftOf(definition))}
          />
        )}
      </div>
    </div>
  );
}

function useSave(stored: CustomCheckDetail | null) {
  const router = useRouter();
  const client = useQueryClient();
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (definition: CustomCheckDetail["definition"]) =>
      stored
        ? sendJson(
            "PUT",
            `${customChecksPath}/${stored.id}`,
            { definition, version: stored.version },
            CustomCheckDetail,
          )
        : sendJson("POST", customChecksPath, { definition }, CustomCheckDetail),
    onSuccess: async ({ id, version }) => {
      toast.success(`Saved as version ${version}. It is evaluated now.`);
      await client.invalidateQueries({ queryKey: ["checks"] });
      if (stored) router.refresh();
      else router.push(`/checks/edit/${id}`);
    },
  });
}
