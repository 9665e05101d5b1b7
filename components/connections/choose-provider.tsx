"use client";
import type { ConnectorView } from "#lib/contract/connections.ts";
import { counted } from "#lib/domain/counted.ts";
import type { Provider } from "#lib/domain/provider.ts";

import { cn } from "../ui/cn.ts";

type Props = {
  connectors: readonly ConnectorView[];
  value: Provider | null;
  onChange: (provider: Provider) => void;
};

export const ChooseProvider = ({ connectors, value, onChange }: Props) => (
  <fieldset className="grid gap-2 sm:grid-cols-3">
    <legend className="sr-only">Provider</legend>
    {connectors.map(({ id, title, collectors, permissions }) => (
      <label
        key={id}
        className={cn(
          "flex cursor-pointer flex-col gap-0.5 rounded-md border px-3 py-2.5 has-focus-visible:outline-2 has-focus-visible:outline-focus",
          value === id ? "border-accent bg-selected" : "border-line hover:bg-hover",
        )}
      >
        <input
          type="radio"
          name="provider"
          value={id}
          checked={value === id}
          onChange={() => onChange(id)}
          className="sr-only"
        />
        <span className="text-sm font-medium">{title}</span>
        <span className="text-xs text-muted">
          {counted(collectors.length, "collection")}, {counted(permissions.length, "read permission")}
        </span>
      </label>
    ))}
  </fieldset>
);
