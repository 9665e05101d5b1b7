"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { AttestationView } from "#lib/contract/compliance.ts";

import { send } from "../api/fetch-json.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

type Props = { attestations: readonly AttestationView[]; canRevoke: boolean };

/** Who attested what with which document, and how that ended. */
export const AttestationList = ({ attestations, canRevoke }: Props) =>
  attestations.length === 0 ? (
    <p className="text-sm text-muted">Nobody has attested it.</p>
  ) : (
    <ul className="flex flex-col gap-2">
      {attestations.map((attestation) => (
        <li
          key={attestation.id}
          className="flex flex-col gap-1 rounded-md border border-line px-3 py-2 text-sm"
        >
          <Attestation attestation={attestation} canRevoke={canRevoke} />
        </li>
      ))}
    </ul>
  );

function Attestation({ attestation, canRevoke }: { attestation: AttestationView; canRevoke: boolean }) {
  const { id, statement, workload, attestedBy, attestedAt, document, isValid } = attestation;
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => send("DELETE", `/api/v1/attestations/${id}`),
    onSuccess: async () => {
      setAsking(false);
      await client.invalidateQueries({ queryKey: ["compliance"] });
    },
  });
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Validity attestation={attestation} />
        <span className="text-xs text-muted">
          {attestedBy}, <RelativeTime at={attestedAt} />, for {workload?.name ?? "the whole organization"}
        </span>
      </div>
      <p className="wrap-anywhere">{statement}</p>
      <p className="text-muted">
        <a
          href={`/api/v1/evidence-documents/${document.id}`}
          className="text-accent-text hover:underline"
          download
        >
          {document.title}
        </a>{" "}
        ({document.fileName}) <Copyable text={document.sha256} label={`${document.sha256.slice(0, 12)}…`} />
      </p>
      {canRevoke && isValid && (
        <div data-print="hide">
          <Button size="sm" variant="ghost" onClick={() => setAsking(true)}>
            End it
          </Button>
        </div>
      )}
      <Confirm
        open={isAsking}
        onOpenChange={setAsking}
        title="End this attestation?"
        action="End it"
        danger
        pending={revoke.isPending}
        onConfirm={() => revoke.mutate()}
      >
        The control is judged without it from now on. It stays on record with its document.
      </Confirm>
    </>
  );
}

function Validity({
  attestation: { isValid, revokedAt, revokedBy, expiresAt },
}: {
  attestation: AttestationView;
}) {
  if (revokedAt)
    return (
      <>
        <Badge>Ended</Badge>
        <span className="text-xs text-muted">
          by {revokedBy}, <RelativeTime at={revokedAt} />
        </span>
      </>
    );
  return (
    <>
      <Badge tone={isValid ? "good" : "neutral"}>{isValid ? "Valid" : "Expired"}</Badge>
      <span className="text-xs text-muted">
        until <RelativeTime at={expiresAt} />
      </span>
    </>
  );
}
