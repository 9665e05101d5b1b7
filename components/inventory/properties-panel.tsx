import type { ResourceDetail } from "#lib/contract/inventory.ts";
import { counted } from "#lib/domain/counted.ts";

import { originOf } from "../connections/origin.tsx";
import { collectionLooks } from "../connections/sync-look.ts";
import { Card } from "../ui/card.tsx";
import { DefinitionList } from "../ui/definition-list.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { plainPath } from "./plain-words.ts";
import { DocumentTable } from "./document-table.tsx";

/** What was collected, in three parts, with where from; what could not be collected stands beside it. */
export function PropertiesPanel({ resource }: { resource: ResourceDetail }) {
  const { facets, properties, tags, unknown, source } = resource;
  const { connection, verified } = originOf(source);
  return (
    <div className="grid gap-4 p-4 sm:px-6 lg:grid-cols-2">
      <Card title="Facts" aside="of every resource of its class">
        <DocumentTable values={facets} />
      </Card>
      <Card title="Properties" aside="of its type">
        <DocumentTable values={properties} />
      </Card>
      <Card title="Tags">
        {Object.keys(tags).length > 0 ? (
          <DocumentTable values={tags} keepNames />
        ) : (
          <p className="text-sm text-muted">It has no tags.</p>
        )}
      </Card>
      <Card title="Collected">
        <DefinitionList
          items={[
            connection,
            {
              term: "Collection",
              value: `${source.collectorTitle} (${collectionLooks[source.state].label.toLowerCase()})`,
            },
            verified,
            { term: "First seen", value: <RelativeTime at={resource.firstSeenAt} /> },
            { term: "Changed", value: <RelativeTime at={resource.changedAt} /> },
          ]}
        />
      </Card>
      {unknown.length > 0 && (
        <Card
          title="Not known"
          aside={counted(unknown.length, "fact")}
          className="hatched lg:col-span-2"
          bodyClassName="bg-surface"
        >
          <ul className="flex flex-col gap-2 text-sm">
            {unknown.map(({ path, call, permission, message }) => (
              <li key={path}>
                <span title={path} className="font-medium">
                  {plainPath(path)}
                </span>{" "}
                <span className="text-muted">
                  {message} <code className="font-mono text-xs">{call}</code>
                  {permission && (
                    <>
                      {" needs "}
                      <code className="font-mono text-xs">{permission}</code>
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}
