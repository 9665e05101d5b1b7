"use client";
import { useSearchParams } from "next/navigation";
import { useQueryStates } from "nuqs";

import { complianceScopeParsers, type ScopeOptions } from "#lib/contract/compliance.ts";
import { momentParameter } from "#lib/contract/moment.ts";

import { shortAccount } from "../inventory/short-key.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";

const everything = "*";

/** Whose resources are looked at; the address holds it. */
export function ScopeBar({ options }: { options: ScopeOptions | undefined }) {
  const [scope, setScope] = useQueryStates(complianceScopeParsers);
  const isPast = useSearchParams()?.has(momentParameter) === true;
  const isScoped = Object.values(scope).some((chosen) => chosen !== "");
  const choices = [
    {
      key: "workload" as const,
      label: "Workload",
      all: "All workloads",
      options: (options?.workloads ?? []).map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      key: "account" as const,
      label: "Account",
      all: "All accounts",
      options: (options?.accounts ?? []).map((account) => ({ value: account, label: shortAccount(account) })),
    },
    {
      key: "environment" as const,
      label: "Environment",
      all: "All environments",
      options: (options?.environments ?? []).map((name) => ({ value: name, label: name })),
    },
  ];
  return (
    <search
      aria-label="Scope"
      data-print="hide"
      className="flex flex-wrap items-center gap-2 border-b border-line px-4 pb-3 sm:px-6"
    >
      {isPast && <p className="text-sm text-muted">Of the past, only the whole organization is known.</p>}
      {(isPast ? [] : choices).map(({ key, label, all, options: known }) => (
        <Select
          key={key}
          label={label}
          value={scope[key] === "" ? everything : scope[key]}
          onChange={(value) => void setScope({ [key]: value === everything ? "" : value })}
          options={[{ value: everything, label: all }, ...known]}
          className="w-full sm:w-52"
        />
      ))}
      {isScoped && (
        <Button size="sm" variant="ghost" onClick={() => void setScope(null)}>
          Clear
        </Button>
      )}
    </search>
  );
}
