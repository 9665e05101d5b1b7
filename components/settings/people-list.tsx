"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal, UserPlus } from "lucide-react";
import { useState } from "react";

import { SignInLink, type ChangePerson, type Person } from "#lib/contract/access.ts";

import type { Role } from "#lib/domain/permission.ts";

import { send, sendJson } from "../api/fetch-json.ts";
import { useCan, useViewer } from "../shell/viewer.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "../ui/dropdown-menu.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { OneTimeLink } from "./one-time-link.tsx";
import { NotLoaded } from "./not-loaded.tsx";
import { PlainTable, type PlainColumn } from "./plain-table.tsx";
import { roleOptions, roleTexts } from "./roles.ts";
import { Section } from "./section.tsx";
import { peopleQuery } from "./settings-query.ts";

const stateLooks = {
  active: { look: "good", label: "Active" },
  invited: { look: "paused", label: "Invited" },
  disabled: { look: "idle", label: "Disabled" },
} as const;

const columns: readonly PlainColumn<Person>[] = [
  {
    header: "Name",
    cell: ({ name, email, role }) => (
      <div className="min-w-0">
        <div className="font-medium wrap-anywhere">{name}</div>
        <div className="text-xs text-muted wrap-anywhere">
          {email}
          <span className="sm:hidden"> · {roleTexts[role].title}</span>
        </div>
      </div>
    ),
  },
  { header: "Role", wideOnly: true, cell: ({ role }) => roleTexts[role].title },
  {
    header: "Teams",
    wideOnly: true,
    cell: ({ teams }) =>
      teams.length === 0 ? (
        <span className="text-faint">–</span>
      ) : (
        <div className="flex flex-wrap gap-1">
          {teams.map(({ id, name }) => (
            <Badge key={id}>{name}</Badge>
          ))}
        </div>
      ),
  },
  { header: "State", cell: ({ state }) => <StatusBadge {...stateLooks[state]} /> },
  {
    header: "Last seen",
    wideOnly: true,
    cell: ({ seenAt }) =>
      seenAt ? (
        <RelativeTime at={seenAt} className="text-muted" />
      ) : (
        <span className="text-muted">Never</span>
      ),
  },
];

export function PeopleList() {
  const mayChange = useCan("people:write");
  const query = useQuery(peopleQuery);
  const { data } = query;
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<{ name: string; path: string } | null>(null);
  const actions: PlainColumn<Person> = {
    header: "Actions",
    hideHeader: true,
    cell: (person) => <PersonMenu person={person} onLink={setLink} />,
  };
  return (
    <Section
      title="People"
      summary="Who may sign in for this organization, and what they may do here."
      action={
        mayChange && (
          <Button variant="primary" onClick={() => setInviting(true)}>
            <UserPlus aria-hidden />
            Invite
          </Button>
        )
      }
    >
      {data ? (
        <PlainTable
          label="People"
          rows={data.items}
          rowId={({ id }) => id}
          columns={mayChange ? [...columns, actions] : columns}
        />
      ) : (
        <NotLoaded query={query} label="Loading people" rows={4} />
      )}
      {inviting && (
        <InviteDialog
          open
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false);
            setLink(made);
          }}
        />
      )}
      <OneTimeLink link={link} onClose={() => setLink(null)} />
    </Section>
  );
}

type MenuProps = { person: Person; onLink: (link: { name: string; path: string }) => void };

function PersonMenu({ person, onLink }: MenuProps) {
  const { id: ownId } = useViewer();
  const queryClient = useQueryClient();
  const [disabling, setDisabling] = useState(false);
  const [givingUpFor, setGivingUpFor] = useState<Role | null>(null);
  const { id, name, role, state } = person;
  const change = useMutation({
    mutationFn: (input: ChangePerson) => send("PATCH", `/api/v1/people/${id}`, input),
    onSuccess: async () => {
      setDisabling(false);
      setGivingUpFor(null);
      await queryClient.invalidateQueries({ queryKey: ["people"] });
    },
  });
  const renew = useMutation({
    mutationFn: () => sendJson("POST", `/api/v1/people/${id}/link`, undefined, SignInLink),
    onSuccess: ({ path }) => onLink({ name, path }),
  });
  const giveRole = (chosen: Role) => {
    if (chosen === role) return;
    // Nobody can give it back to themselves.
    if (id === ownId) setGivingUpFor(chosen);
    else change.mutate({ role: chosen });
  };
  return (
    <>
      <DropdownMenu trigger={<IconButton icon={MoreHorizontal} label={`Actions for ${name}`} />}>
        <MenuLabel>Role</MenuLabel>
        {roleOptions.map(({ value, label }) => (
          <MenuItem key={value} checked={value === role} onSelect={() => giveRole(value)}>
            {label}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem disabled={state === "disabled"} onSelect={() => renew.mutate()}>
          New one-time link
        </MenuItem>
        {state === "disabled" ? (
          <MenuItem onSelect={() => change.mutate({ disabled: false })}>Enable</MenuItem>
        ) : (
          <MenuItem danger disabled={id === ownId} onSelect={() => setDisabling(true)}>
            Disable…
          </MenuItem>
        )}
      </DropdownMenu>
      <Confirm
        open={givingUpFor !== null}
        onOpenChange={(open) => !open && setGivingUpFor(null)}
        title="Change your own role?"
        action={`Become ${givingUpFor ? roleTexts[givingUpFor].title.toLowerCase() : ""}`}
        danger
        pending={change.isPending}
        onConfirm={() => givingUpFor && change.mutate({ role: givingUpFor })}
      >
        You lose what only your present role may do, at once. Another administrator must give it back.
      </Confirm>
      <Confirm
        open={disabling}
        onOpenChange={setDisabling}
        title={`Disable ${name}?`}
        action="Disable"
        danger
        pending={change.isPending}
        onConfirm={() => change.mutate({ disabled: true })}
      >
        Their sessions and tokens end at once. What they did stays in the record, and they can be enabled
        again.
      </Confirm>
    </>
  );
}
