"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, BookmarkPlus, Pencil, Trash2, UserRound, UsersRound } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";

import type { SavedView, SavedViewPage } from "#lib/contract/saved-views.ts";

import { send } from "../api/fetch-json.ts";
import { cn } from "../ui/cn.ts";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "../ui/dropdown-menu.tsx";
import { savedViewsKey, savedViewsQuery } from "./saved-views-query.ts";
import { ViewNameDialog } from "./view-name-dialog.tsx";

type Props = {
  page: SavedViewPage;
  /** The query of the page as it is, written as one writes it. */
  current: string;
  /** Whether there is anything to save. */
  isFiltered: boolean;
  /** The same writing of a saved query, whatever order it was saved in. */
  canonical: (query: string) => string;
  onApply: (query: string) => void;
};
type Change =
  | { kind: "save"; name: string; query: string }
  | { kind: "rename"; view: SavedView; name: string }
  | { kind: "share"; view: SavedView; shared: boolean }
  | { kind: "delete"; view: SavedView };

/** The reader's own named filters of a page: apply one, name the present one, rename or delete it. */
export function SavedViews({ page, current, isFiltered, canonical, onApply }: Props) {
  const [naming, setNaming] = useState<"save" | "rename" | null>(null);
  const views = useQuery(savedViewsQuery(page)).data?.items ?? [];
  const own = views.filter(({ sharedBy }) => sharedBy === null);
  const others = views.filter(({ sharedBy }) => sharedBy !== null);
  const applied = [...own, ...others].find((view) => canonical(view.query) === current);
  const change = useChange(page, () => setNaming(null));
  const startNaming = (what: "save" | "rename") => {
    change.reset();
    setNaming(what);
  };
  return (
    <>
      <DropdownMenu
        trigger={
          <button
            type="button"
            aria-label={applied ? `Saved views: ${applied.name}` : "Saved views"}
            className={cn(
              "-my-0.5 inline-flex h-7 max-w-60 items-center gap-1.5 rounded-md border px-2 text-xs hover:bg-hover",
              applied ? "border-line-strong/60 bg-surface font-medium" : "border-line text-muted",
            )}
          >
            <Bookmark className="size-3.5 shrink-0" aria-hidden />
            <span className="truncate">{applied ? applied.name : "Views"}</span>
          </button>
        }
      >
        <MenuLabel>{own.length > 0 ? "Your views" : "No view is saved yet"}</MenuLabel>
        {own.map((view) => (
          <MenuItem key={view.id} checked={view === applied} onSelect={() => onApply(view.query)}>
            {view.name}
            {view.shared && <UsersRound className="ml-auto size-3.5 text-faint" aria-label="shared" />}
          </MenuItem>
        ))}
        {others.length > 0 && <MenuLabel>Shared by others</MenuLabel>}
        {others.map((view) => (
          <MenuItem key={view.id} checked={view === applied} onSelect={() => onApply(view.query)}>
            {view.name} <span className="ml-auto pl-3 text-xs text-muted">{view.sharedBy}</span>
          </MenuItem>
        ))}
        <MenuSeparator />
        {applied?.sharedBy === null ? (
          <>
            <MenuItem
              icon={applied.shared ? UserRound : UsersRound}
              onSelect={() => change.mutate({ kind: "share", view: applied, shared: !applied.shared })}
            >
              {applied.shared ? "Stop sharing this view" : "Share with the organization"}
            </MenuItem>
            <MenuItem icon={Pencil} onSelect={() => startNaming("rename")}>
              Rename this view
            </MenuItem>
            <MenuItem icon={Trash2} onSelect={() => change.mutate({ kind: "delete", view: applied })}>
              Delete this view
            </MenuItem>
          </>
        ) : (
          <MenuItem
            icon={BookmarkPlus}
            disabled={!isFiltered || applied !== undefined}
            onSelect={() => startNaming("save")}
          >
            Save this filter
          </MenuItem>
        )}
      </DropdownMenu>
      {naming === "save" && (
        <ViewNameDialog
          title="Save this filter"
          action="Save"
          name=""
          pending={change.isPending}
          error={change.error}
          onClose={() => setNaming(null)}
          onName={(name) => change.mutate({ kind: "save", name, query: current })}
        />
      )}
      {naming === "rename" && applied && (
        <ViewNameDialog
          title="Rename this view"
          action="Rename"
          name={applied.name}
          pending={change.isPending}
          error={change.error}
          onClose={() => setNaming(null)}
          onName={(name) => change.mutate({ kind: "rename", view: applied, name })}
        />
      )}
    </>
  );
}

function useChange(page: SavedViewPage, onDone: () => void) {
  const client = useQueryClient();
  const save = (name: string, query: string) => send("POST", "/api/v1/saved-views", { page, name, query });
  const refresh = () => client.invalidateQueries({ queryKey: savedViewsKey });
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (change: Change) => {
      if (change.kind === "save") return save(change.name, change.query);
      const address = `/api/v1/saved-views/${change.view.id}`;
      if (change.kind === "rename") return send("PATCH", address, { name: change.name });
      return change.kind === "share"
        ? send("PATCH", address, { shared: change.shared })
        : send("DELETE", address);
    },
    onSuccess: async (_, change) => {
      onDone();
      if (change.kind === "save") toast.success(`Saved as “${change.name}”`);
      if (change.kind === "share")
        toast.success(
          change.shared ? `Shared “${change.view.name}”` : `“${change.view.name}” is yours alone`,
        );
      if (change.kind === "delete") {
        const { name, query } = change.view;
        const bringBack = () => {
          void save(name, query).then(refresh, () => toast.error("It could not be brought back."));
        };
        toast(`Deleted “${name}”`, { action: { label: "Undo", onClick: bringBack } });
      }
      await refresh();
    },
    onError: (error, change) => {
      // Naming shows it in its own dialog.
      if (change.kind === "delete" || change.kind === "share") toast.error(error.message);
    },
  });
}
