"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal, Plus, UsersRound } from "lucide-react";
import { useState } from "react";

import type { Team } from "#lib/contract/access.ts";

import { send } from "../api/fetch-json.ts";
import { useCan } from "../shell/viewer.tsx";
import { Person } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { DropdownMenu, MenuItem } from "../ui/dropdown-menu.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { NotLoaded } from "./not-loaded.tsx";
import { PlainTable, type PlainColumn } from "./plain-table.tsx";
import { Section } from "./section.tsx";
import { teamsQuery } from "./settings-query.ts";
import { TeamDialog } from "./team-dialog.tsx";

const columns: readonly PlainColumn<Team>[] = [
  { header: "Team", cell: ({ name }) => <span className="font-medium wrap-anywhere">{name}</span> },
  {
    header: "Members",
    cell: ({ members }) =>
      members.length === 0 ? (
        <span className="text-muted">Nobody yet</span>
      ) : (
        <div className="flex flex-wrap gap-x-3 gap-y-1">
          {members.map(({ id, name }) => (
            <Person key={id} name={name} />
          ))}
        </div>
      ),
  },
];

export function TeamsList() {
  const mayChange = useCan("people:write");
  const query = useQuery(teamsQuery);
  const [edited, setEdited] = useState<Team | "new" | null>(null);
  const actions: PlainColumn<Team> = {
    header: "Actions",
    hideHeader: true,
    cell: (team) => <TeamMenu team={team} onEdit={() => setEdited(team)} />,
  };
  const create = mayChange && (
    <Button variant="primary" onClick={() => setEdited("new")}>
      <Plus aria-hidden />
      New team
    </Button>
  );
  return (
    <Section
      title="Teams"
      summary="Work is assigned to a person or a team. Members of a team see all that is assigned to it."
      action={create}
    >
      {query.data ? (
        <TeamsTable data={query.data.items} columns={mayChange ? [...columns, actions] : columns} />
      ) : (
        <NotLoaded query={query} label="Loading teams" rows={3} />
      )}
      {edited && <TeamDialog team={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
    </Section>
  );
}

type TableProps = { data: Team[]; columns: readonly PlainColumn<Team>[] };

function TeamsTable({ data, columns: shown }: TableProps) {
  if (data.length === 0)
    return (
      <EmptyState icon={UsersRound} title="No teams yet">
        Make one for each group that fixes things: platform, data, a product.
      </EmptyState>
    );
  return <PlainTable label="Teams" rows={data} rowId={({ id }) => id} columns={shown} />;
}

function TeamMenu({ team: { id, name }, onEdit }: { team: Team; onEdit: () => void }) {
  const queryClient = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const remove = useMutation({
    mutationFn: () => send("DELETE", `/api/v1/teams/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["teams"] }),
    onSettled: () => setDeleting(false),
  });
  return (
    <>
      <DropdownMenu trigger={<IconButton icon={MoreHorizontal} label={`Actions for ${name}`} />}>
        <MenuItem onSelect={onEdit}>Edit…</MenuItem>
        <MenuItem danger onSelect={() => setDeleting(true)}>
          Delete…
        </MenuItem>
      </DropdownMenu>
      <Confirm
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete ${name}?`}
        action="Delete"
        danger
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        This cannot be undone. A team with open assignments is kept until they are given to somebody else.
      </Confirm>
    </>
  );
}
