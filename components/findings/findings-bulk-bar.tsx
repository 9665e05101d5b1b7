"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";

import { serializeFindingFilters, type FindingFilters } from "#lib/contract/findings.ts";
import type { BulkInput } from "#lib/contract/remediation.ts";
import { counted } from "#lib/domain/counted.ts";

import { sendJson } from "../api/fetch-json.ts";
import { AssignDialog } from "../assignment/assign-dialog.tsx";
import { BulkBar } from "../data-table/bulk-bar.tsx";
import { ExceptionDialog } from "../exceptions/exception-dialog.tsx";
import { BulkProgress } from "../remediation/bulk-progress.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";

type Props = {
  filters: FindingFilters;
  total: number | null;
  selected: ReadonlySet<string>;
  onClear: () => void;
};

const Started = z.object({ id: z.string(), totalCount: z.number() });

/** Assign and except for many at once. What is chosen by filter is sent as the filter. */
export function FindingsBulkBar({ filters, total, selected, onClear }: Props) {
  const [everything, setEverything] = useState(false);
  const [dialog, setDialog] = useState<"assign" | "except" | null>(null);
  const canAssign = useCan("assignment:write");
  const canRequest = useCan("exception:request");
  const isAll = everything && selected.size > 0;
  const clear = () => {
    setEverything(false);
    setDialog(null);
    onClear();
  };
  const start = useMutation({
    meta: { showsErrors: true },
    mutationFn: (action: BulkInput["action"]) =>
      sendJson(
        "POST",
        "/api/v1/bulk",
        { ...(isAll ? { filter: queryOf(filters) } : { findingIds: [...selected] }), action },
        Started,
      ),
    onSuccess: ({ id }) => {
      clear();
      toast.custom((toastId) => <BulkProgress id={id} onDismiss={() => toast.dismiss(toastId)} />, {
        duration: Infinity,
      });
    },
  });
  const count = isAll ? total : selected.size;
  const subject = count === null ? "All matching findings" : counted(count, "finding");
  const dialogProps = { subject, pending: start.isPending, error: start.error };
  return (
    <>
      <BulkBar
        label="Findings"
        selectedCount={selected.size}
        matching={{
          total,
          isChosen: isAll,
          onChoose: total !== null && total > selected.size ? () => setEverything(true) : undefined,
        }}
        onClear={clear}
      >
        {canAssign && (
          <Button size="sm" onClick={() => setDialog("assign")}>
            Assign
          </Button>
        )}
        {canRequest && (
          <Button size="sm" onClick={() => setDialog("except")}>
            Request exception
          </Button>
        )}
      </BulkBar>
      <AssignDialog
        {...dialogProps}
        open={dialog === "assign"}
        onOpenChange={(open) => setDialog(open ? "assign" : null)}
        onAssign={(input) => start.mutate({ kind: "assign", input })}
      />
      <ExceptionDialog
        {...dialogProps}
        open={dialog === "except"}
        onOpenChange={(open) => setDialog(open ? "except" : null)}
        onRequest={(input) => start.mutate({ kind: "request-exception", input })}
      />
    </>
  );
}

const queryOf = (filters: FindingFilters): string =>
  serializeFindingFilters({ ...filters, cursor: null, limit: null }).replace(/^\?/, "");
