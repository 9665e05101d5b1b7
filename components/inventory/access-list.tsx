import type { RelationshipView } from "#lib/contract/inventory.ts";
import type { RelationshipKind } from "#lib/domain/relationship.ts";

import { RelationshipList } from "./relationship-list.tsx";

const accessKinds: readonly { kinds: readonly RelationshipKind[]; of: string; by: string }[] = [
  { kinds: ["can-invoke", "invokes"], of: "Who can invoke it", by: "What it can invoke" },
  { kinds: ["can-read"], of: "Who can read it", by: "What it can read" },
  { kinds: ["can-write"], of: "Who can write to it", by: "What it can write to" },
  { kinds: ["can-manage", "can-pass"], of: "Who can manage it", by: "What it can manage" },
  { kinds: ["can-assume", "runs-as"], of: "Who can act as it", by: "Whom it can act as" },
];
export const isAccess = ({ kind }: RelationshipView): boolean =>
  accessKinds.some(({ kinds }) => kinds.includes(kind));

type Props = { name: string; relationships: readonly RelationshipView[] };

/** Who can do what to it, and what it can do, each with the policy statement that allows it. */
export function AccessList({ name, relationships }: Props) {
  const groups = accessKinds.flatMap(({ kinds, of, by }) => [
    {
      title: of,
      members: relationships.filter(({ kind, direction }) => kinds.includes(kind) && direction === "in"),
    },
    {
      title: by,
      members: relationships.filter(({ kind, direction }) => kinds.includes(kind) && direction === "out"),
    },
  ]);
  const present = groups.filter(({ members }) => members.length > 0);
  if (present.length === 0) return <RelationshipList name={name} relationships={[]} />;
  return present.map(({ title, members }) => (
    <section key={title}>
      <h3 className="border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium text-muted sm:px-6">
        {title} ({members.length})
      </h3>
      <RelationshipList name={name} relationships={members} />
    </section>
  ));
}
