"use client";
import { layers, layerTitles } from "#lib/domain/layer.ts";
import { resourceClasses } from "#lib/domain/resource-class.ts";
import { severities } from "#lib/domain/severity.ts";

import { Field } from "../../ui/field.tsx";
import { Input, Textarea } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import { severityTitles } from "../../ui/severity-badge.tsx";
import { slugOf, type Draft } from "./draft.ts";

type Props = {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  problemOf: (field: keyof Draft) => string | undefined;
  types: readonly { type: string; title: string }[];
  /** A stored check keeps its name. */
  isStored: boolean;
  disabled: boolean;
};

const classes = resourceClasses.map((value) => ({ value, label: value }));
const functions = [
  { value: "protect", label: "Protects" },
  { value: "detect", label: "Detects" },
  { value: "respond", label: "Responds" },
] as const;
const wholeClass = "whole-class";

export const DefinitionFields = (props: Props) => (
  <>
    <NameFields {...props} />
    <PlaceFields {...props} />
    <ExpressionFields {...props} />
    <WordFields {...props} />
  </>
);

const NameFields = ({ draft, onChange, problemOf, isStored, disabled }: Props) => (
  <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
    <Field
      label="Title"
      help="Says the good condition: stores of prompts are versioned."
      error={problemOf("title")}
    >
      {(control) => (
        <Input
          {...control}
          value={draft.title}
          disabled={disabled}
          onChange={({ target: { value } }) =>
            onChange({
              title: value,
              ...(!isStored && draft.slug === slugOf(draft.title) ? { slug: slugOf(value) } : {}),
            })
          }
        />
      )}
    </Field>
    <Field
      label="Id"
      help={`Its findings stand under custom/${draft.slug || "…"}.`}
      error={problemOf("slug")}
    >
      {(control) => (
        <Input
          {...control}
          value={draft.slug}
          disabled={disabled || isStored}
          className="font-mono text-xs"
          onChange={({ target: { value } }) => onChange({ slug: value })}
        />
      )}
    </Field>
  </div>
);

const PlaceFields = ({ draft, onChange, problemOf, types, disabled }: Props) => (
  <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
    <Field label="Class" error={problemOf("class")}>
      {(control) => (
        <Select
          {...control}
          value={draft.class}
          options={classes}
          disabled={disabled}
          onChange={(value) => onChange({ class: value, type: "" })}
        />
      )}
    </Field>
    <Field label="Type" error={problemOf("type")}>
      {(control) => (
        <Select
          {...control}
          value={draft.type === "" ? wholeClass : draft.type}
          options={[
            { value: wholeClass, label: "Every type of the class" },
            ...types.map(({ type, title }) => ({ value: type, label: title })),
          ]}
          disabled={disabled}
          onChange={(value) => onChange({ type: value === wholeClass ? "" : value })}
        />
      )}
    </Field>
    <Field label="Severity" error={problemOf("severity")}>
      {(control) => (
        <Select
          {...control}
          value={draft.severity}
          options={severities.map((value) => ({ value, label: severityTitles[value] }))}
          disabled={disabled}
          onChange={(severity) => onChange({ severity })}
        />
      )}
    </Field>
    <Field label="Layer" error={problemOf("layer")}>
      {(control) => (
        <Select
          {...control}
          value={draft.layer}
          options={layers.map((value) => ({ value, label: layerTitles[value] }))}
          disabled={disabled}
          onChange={(layer) => onChange({ layer })}
        />
      )}
    </Field>
    <Field label="What it does" error={problemOf("function")}>
      {(control) => (
        <Select
          {...control}
          value={draft.function}
          options={functions}
          disabled={disabled}
          onChange={(value) => onChange({ function: value })}
        />
      )}
    </Field>
  </div>
);

const ExpressionFields = ({ draft, onChange, problemOf, disabled }: Props) => (
  <>
    <Field
      label="Passes where"
      help="A CEL expression that is true of a resource as it should be: facets.versioning && !facets.publicRead"
      error={problemOf("passes")}
    >
      {(control) => (
        <Textarea
          {...control}
          value={draft.passes}
          disabled={disabled}
          spellCheck={false}
          className="min-h-24 font-mono text-xs"
          onChange={({ target: { value } }) => onChange({ passes: value })}
        />
      )}
    </Field>
    <Field
      label="Only where"
      optional
      help="Of other resources the check is not asked."
      error={problemOf("when")}
    >
      {(control) => (
        <Textarea
          {...control}
          value={draft.when}
          disabled={disabled}
          spellCheck={false}
          className="min-h-12 font-mono text-xs"
          onChange={({ target: { value } }) => onChange({ when: value })}
        />
      )}
    </Field>
  </>
);

const words = [
  { field: "failure", label: "What is said of a resource that fails" },
  { field: "risk", label: "Why it matters" },
  { field: "remediation", label: "How to fix it" },
] as const;

const WordFields = ({ draft, onChange, problemOf, disabled }: Props) => (
  <>
    {words.map(({ field, label }) => (
      <Field key={field} label={label} error={problemOf(field)}>
        {(control) => (
          <Textarea
            {...control}
            value={draft[field]}
            disabled={disabled}
            className="min-h-12"
            onChange={({ target: { value } }) => onChange({ [field]: value })}
          />
        )}
      </Field>
    ))}
    <Field label="References" optional help="One https address a line." error={problemOf("references")}>
      {(control) => (
        <Textarea
          {...control}
          value={draft.references}
          disabled={disabled}
          className="min-h-12"
          onChange={({ target: { value } }) => onChange({ references: value })}
        />
      )}
    </Field>
  </>
);
