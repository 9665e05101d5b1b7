"use client";
import { X } from "lucide-react";

import { fieldsOf, type FieldShape } from "#lib/contract/query/fields.ts";
import { comparisons, type Comparison, type Literal } from "#lib/contract/query/query.ts";

import { IconButton } from "../ui/icon-button.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import type { Comparing } from "./edit-query.ts";

type Props = {
  select: readonly string[];
  condition: Comparing;
  onChange: (condition: Comparing) => void;
  onRemove: () => void;
};

/** A field, how it is compared, and with what; each choice offers what goes with the one before. */
export function ConditionRow({ select, condition, onChange, onRemove }: Props) {
  const fields = fieldsOf(select);
  const shape = fields.get(condition.field) ?? { kind: "text" as const };
  const names = [...new Set([condition.field, ...fields.keys()])];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        label="Field"
        className="w-48"
        value={condition.field}
        options={names.map((value) => ({ value, label: value }))}
        onChange={(field) => onChange(startOf(field, fields.get(field) ?? { kind: "text" }))}
      />
      <Select
        label="Comparison"
        className="w-28"
        value={condition.comparison}
        options={comparisonsFor(shape).map((value) => ({ value, label: value }))}
        onChange={(comparison) => onChange({ ...condition, comparison })}
      />
      <ValueField
        shape={shape}
        value={condition.value}
        onChange={(value) => onChange({ ...condition, value })}
      />
      <IconButton
        icon={X}
        size="sm"
        label={`Remove the condition on ${condition.field}`}
        onClick={onRemove}
      />
    </div>
  );
}

function comparisonsFor({ kind }: FieldShape): readonly Comparison[] {
  if (kind === "list") return ["contains"];
  if (kind === "boolean" || kind === "choice") return ["=", "!="];
  return kind === "time" || kind === "number"
    ? ["=", "!=", "<", "<=", ">", ">="]
    : comparisons.filter((comparison) => comparison === "=" || !/[<>]/.test(comparison));
}

function startOf(field: string, shape: FieldShape): Comparing {
  const [comparison = "="] = comparisonsFor(shape);
  const values: Record<FieldShape["kind"], Literal> = {
    text: "",
    number: 0,
    boolean: true,
    list: "",
    time: { agoSeconds: 90 * 86_400 },
    choice: shape.kind === "choice" ? (shape.choices[0] ?? "") : "",
  };
  return {
    kind: "compare",
    field,
    comparison: shape.kind === "time" ? "<" : comparison,
    value: values[shape.kind],
  };
}

type ValueProps = { shape: FieldShape; value: Literal; onChange: (value: Literal) => void };

function ValueField({ shape, value, onChange }: ValueProps) {
  if (shape.kind === "boolean" || shape.kind === "choice") {
    const choices = "choices" in shape ? shape.choices : ["true", "false"];
    return (
      <Select
        label="Value"
        className="w-44"
        value={typeof value === "object" ? "" : String(value)}
        options={choices.map((choice) => ({ value: choice, label: choice }))}
        onChange={(chosen) => onChange(shape.kind === "boolean" ? chosen === "true" : chosen)}
      />
    );
  }
  if (typeof value === "object" && value !== null)
    return (
      <span className="flex items-center gap-2 text-xs text-muted">
        <Input
          type="number"
          aria-label="Days ago"
          min={0}
          className="w-20"
          value={value.agoSeconds / 86_400}
          onChange={(event) =>
            onChange({ agoSeconds: Math.max(0, Math.trunc(event.target.valueAsNumber || 0)) * 86_400 })
          }
        />
        days ago
      </span>
    );
  return (
    <Input
      aria-label="Value"
      className="w-44"
      type={shape.kind === "number" ? "number" : "text"}
      value={String(value ?? "")}
      onChange={(event) =>
        onChange(shape.kind === "number" ? event.target.valueAsNumber || 0 : event.target.value)
      }
    />
  );
}
