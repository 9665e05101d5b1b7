"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";

import type { ConnectionChange, ConnectionView } from "#lib/contract/connections.ts";

import { send } from "../api/fetch-json.ts";

/** What may be done with a connection; each tells the lists that it was. */
export function useConnectionActions({ id, name, lastSync }: ConnectionView) {
  const client = useQueryClient();
  const router = useRouter();
  const refresh = () =>
    Promise.all(
      [["connections"], ["connection", id], ["syncs", id]].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
  const sync = useMutation({
    mutationFn: () => send("POST", `/api/v1/connections/${id}/sync`),
    onSuccess: refresh,
  });
  const cancel = useMutation({
    mutationFn: () => send("POST", `/api/v1/syncs/${lastSync?.id ?? ""}/cancel`),
    onSuccess: async () => {
      toast("The sync ends after its present call");
      await refresh();
    },
  });
  const pause = useMutation({
    mutationFn: (paused: boolean) =>
      send("PATCH", `/api/v1/connections/${id}`, { paused } satisfies ConnectionChange),
    onSuccess: async (_, paused) => {
      toast.success(paused ? `${name} is paused` : `${name} is resumed`);
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: () => send("DELETE", `/api/v1/connections/${id}`),
    onSuccess: async () => {
      toast.success(`${name} is removed`);
      router.push("/connections");
      client.removeQueries({ queryKey: ["connection", id] });
      await client.invalidateQueries();
    },
  });
  return { sync, cancel, pause, remove };
}
