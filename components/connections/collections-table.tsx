import type { CollectionView } from "#lib/contract/connections.ts";

import { shortAccount } from "../inventory/short-key.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { byUrgency } from "./sync-look.ts";
import { CollectionStatus } from "./sync-status.tsx";
import { UnknownWords } from "./unknown-words.tsx";

/** Every collection with its state; gaps stand first, with what would close them. */
export function CollectionsTable({ collections }: { collections: readonly CollectionView[] }) {
  if (collections.length === 0)
    return (
      <EmptyState title="No collection was read yet">
        The first sync lists what there is to read in each account and region.
      </EmptyState>
    );
  return (
    <table className="block w-full text-sm sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-left text-xs text-muted">
          {["State", "Collection", "Account and region", "Resources", "Last complete"].map((header) => (
            <th
              key={header}
              scope="col"
              className="h-8 border-b border-line px-2 font-medium first:pl-6 last:pr-6"
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {byUrgency(collections).map((collection) => (
          <Row key={collection.id} collection={collection} />
        ))}
      </tbody>
    </table>
  );
}

const cell =
  "block px-4 sm:table-cell sm:border-b sm:border-line sm:px-2 sm:py-1.5 sm:first:pl-6 sm:last:pr-6";

const Row = ({ collection }: { collection: CollectionView }) => {
  const { title, collectorId, account, region, state, resourceCount, lastCompleteAt, heldCount, unknown } =
    collection;
  return (
    <tr className="block border-b border-line py-2 align-top sm:table-row sm:border-0 sm:py-0">
      <td className={cell}>
        <CollectionStatus state={state} />
      </td>
      <td className={cell} title={collectorId}>
        <span className="font-medium sm:font-normal">{title}</span>
        {unknown && (
          <div className="max-w-xl">
            <UnknownWords unknown={unknown} />
          </div>
        )}
        {heldCount > 0 && (
          <div className="text-xs text-muted">
            {heldCount} no longer listed; kept until a second complete sync agrees.
          </div>
        )}
      </td>
      <td className={`${cell} font-mono text-xs text-muted`} title={account}>
        {[shortAccount(account), region].filter(Boolean).join(" · ")}
      </td>
      <td className={cell}>
        {resourceCount.toLocaleString("en")}
        <span className="text-muted sm:hidden">{resourceCount === 1 ? " resource" : " resources"}</span>
      </td>
      <td className={`${cell} text-muted`}>
        <span className="sm:hidden">Last complete </span>
        {lastCompleteAt ? <RelativeTime at={lastCompleteAt} /> : "Never"}
      </td>
    </tr>
  );
};
