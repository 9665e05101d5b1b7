"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";

import type { ImportDetail } from "#lib/contract/imports.ts";
import { counted } from "#lib/domain/counted.ts";

import { send } from "../api/fetch-json.ts";
import { FindingRowsOf } from "../findings/finding-rows.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { DefinitionList } from "../ui/definition-list.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { ComponentList } from "./component-list.tsx";
import { outcomeWords } from "./import-words.ts";

/** One report: what it changed, what was refused of it, and what its source says by now. */
export function ImportScreen({ detail }: { detail: ImportDetail }) {
  const { source, scope, findings, components, isNewest } = detail;
  return (
    <div className="pb-10">
      <PageHeader
        title={scope ? `${source}: ${scope}` : source}
        crumbs={[{ label: "Imports", href: "/imports" }]}
        summary={outcomeWords(detail)}
        actions={<WithdrawButton detail={detail} />}
      />
      <div className="flex flex-col gap-4 px-4 sm:px-6">
        <Card title="The report">
          <Facts detail={detail} />
        </Card>
        {detail.refusals.length > 0 && <Refusals detail={detail} />}
        <Card
          title="What it tells of now"
          aside={
            isNewest ? counted(findings.length, "finding") : "after later reports of this source and scope"
          }
          bodyClassName="p-0"
        >
          <FindingRowsOf
            findings={findings.map(({ resource, ...finding }) => ({
              ...finding,
              resourceName: resource.name,
            }))}
            empty="No finding of it is open"
          />
        </Card>
        {components.length > 0 && (
          <Card title="Components" aside={counted(components.length, "component")} bodyClassName="p-0">
            <ComponentList components={components} empty="" ofImport />
          </Card>
        )}
      </div>
    </div>
  );
}

const Facts = ({ detail }: { detail: ImportDetail }) => (
  <DefinitionList
    items={[
      { term: "Format", value: detail.formatTitle },
      ...(detail.fileName
        ? [{ term: "File", value: `${detail.fileName}, ${sizeOf(detail.sizeBytes)}` }]
        : []),
      { term: "Records", value: detail.recordCount.toLocaleString("en") },
      {
        term: "Tied to resources",
        value:
          detail.unmatchedCount === 0
            ? "all of it"
            : `${counted(detail.unmatchedCount, "finding")} about nothing in the inventory`,
      },
      {
        term: "Imported",
        value: (
          <>
            <RelativeTime at={detail.importedAt} /> by {detail.importedBy}
          </>
        ),
      },
    ]}
  />
);

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const Refusals = ({ detail: { refusals, refusedCount } }: { detail: ImportDetail }) => (
  <Card title="Refused" aside={`${counted(refusedCount, "record")}; so nothing was closed`}>
    <ul className="flex flex-col gap-1 text-sm">
      {refusals.map(({ record, field, problem }) => (
        <li key={`${record} ${field}`}>
          Record {record}, <code className="font-mono text-xs">{field}</code>: {problem}
        </li>
      ))}
    </ul>
  </Card>
);

function WithdrawButton({ detail: { id, source, scope, findings, components } }: { detail: ImportDetail }) {
  const router = useRouter();
  const client = useQueryClient();
  const canWrite = useCan("finding:write");
  const [isOpen, setOpen] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => send("DELETE", `/api/v1/imports/${id}`),
    onSuccess: async () => {
      setOpen(false);
      toast.success("Taken back. The same report sent again opens it again.");
      await Promise.all(["imports", "findings"].map((key) => client.invalidateQueries({ queryKey: [key] })));
      router.refresh();
    },
  });
  if (!canWrite || findings.length + components.length === 0) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Undo2 aria-hidden />
        Take back
      </Button>
      <Confirm
        open={isOpen}
        onOpenChange={setOpen}
        title="Take back what this source said?"
        action="Take back"
        danger
        pending={withdraw.isPending}
        onConfirm={() => withdraw.mutate()}
      >
        Every finding that {source} told of {scope || "everything"} is closed and its components are gone, as
        if it had reported nothing. The history keeps them.
      </Confirm>
    </>
  );
}
