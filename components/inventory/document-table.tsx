import { counted } from "#lib/domain/counted.ts";

import { DefinitionList } from "../ui/definition-list.tsx";
import { plainWords } from "./plain-words.ts";

type Props = {
  values: Readonly<Record<string, unknown>>;
  /** Names that somebody chose, such as those of tags, are shown as they are. */
  keepNames?: boolean;
};

/** A collected document as names and values. `2024-…`, true and lists read as a person would write them. */
export const DocumentTable = ({ values, keepNames = false }: Props) => (
  <DefinitionList
    items={Object.entries(values).map(([name, value]) => ({
      id: name,
      term: keepNames ? name : plainWords(name),
      hint: name,
      value: <DocumentValue value={value} />,
    }))}
  />
);

function DocumentValue({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className="text-muted">not set</span>;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return value.toLocaleString("en", { maximumFractionDigits: 6 });
  if (typeof value === "string")
    return value === "" ? <span className="text-muted">empty</span> : <Text value={value} />;
  if (Array.isArray(value) && value.length === 0) return <span className="text-muted">none</span>;
  if (isTexts(value) && value.length <= listedMax) return <Texts values={value} />;
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-accent-text">{summaryOf(value)}</summary>
      {isTexts(value) ? (
        <Texts values={value} />
      ) : (
        <pre className="scroll-thin max-h-80 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-xs">
          {JSON.stringify(value, null, 2)}
        </pre>
      )}
    </details>
  );
}

const listedMax = 8;

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

const isId = (value: string): boolean => /^(arn:|\/subscriptions\/|\/\/[\w.-]+\/|https?:\/\/)/.test(value);

const Text = ({ value }: { value: string }) =>
  isId(value) ? <span className="font-mono text-xs break-all">{value}</span> : value;

/** Ids stand one under the other, words in a row. */
const Texts = ({ values }: { values: readonly string[] }) =>
  values.some(isId) ? (
    <ul>
      {[...new Set(values)].map((value) => (
        <li key={value}>
          <Text value={value} />
        </li>
      ))}
    </ul>
  ) : (
    values.join(", ")
  );

function summaryOf(value: unknown): string {
  if (Array.isArray(value)) return counted(value.length, "entry", "entries");
  return typeof value === "object" && value !== null
    ? counted(Object.keys(value).length, "entry", "entries")
    : "Show";
}
