"use client";
import { useMutation } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";

import { AuditVerification } from "#lib/contract/audit.ts";

import { getJson } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";

export function AuditVerify() {
  const verify = useMutation({
    mutationFn: () => getJson("/api/v1/audit/verification", AuditVerification),
  });
  return (
    <div className="flex flex-col items-end gap-1">
      <Button pending={verify.isPending} onClick={() => verify.mutate()}>
        <ShieldCheck aria-hidden />
        Verify the chain
      </Button>
      <output className="text-right">{verify.data && <Verdict verification={verify.data} />}</output>
    </div>
  );
}

function Verdict({ verification }: { verification: AuditVerification }) {
  const { intact, checkedCount, brokenAt, reason, headHash } = verification;
  if (!intact)
    return (
      <StatusBadge look="bad" label={`Broken at #${brokenAt}: ${reason}`} className="whitespace-normal" />
    );
  return (
    <span className="flex flex-wrap items-center justify-end gap-x-3">
      <StatusBadge
        look="good"
        label={
          checkedCount === 1
            ? "The one entry is intact"
            : `All ${checkedCount.toLocaleString("en")} entries are intact`
        }
      />
      {headHash && <Copyable text={headHash} label={`head ${headHash.slice(0, 12)}…`} />}
    </span>
  );
}
