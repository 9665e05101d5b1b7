"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { owaspEditions, type OwaspEdition } from "#lib/domain/owasp-edition.ts";

import { send } from "../api/fetch-json.ts";
import { useCan } from "../shell/viewer.tsx";
import { Segmented } from "../ui/segmented.tsx";

/** Which edition of OWASP's list names the risks, for everybody in the organization. */
export function EditionSwitch({ edition }: { edition: OwaspEdition }) {
  const mayChange = useCan("organization:write");
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (owaspEdition: OwaspEdition) => send("PATCH", "/api/v1/organization", { owaspEdition }),
    onSuccess: () => client.invalidateQueries(),
  });
  if (!mayChange) return <span className="text-xs text-muted">OWASP LLM {edition}</span>;
  return (
    <Segmented
      label="Edition of OWASP's list"
      value={change.isPending ? change.variables : edition}
      onChange={(chosen) => chosen !== edition && change.mutate(chosen)}
      options={owaspEditions.map((value) => ({ value, label: `OWASP ${value}` }))}
    />
  );
}
