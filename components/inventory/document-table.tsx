import { DefinitionList } from "../ui/definition-list.tsx";

/** A collected document as names and values. `2024-…`, true and lists read as a person would write them. */
export const DocumentTable = ({ values }: { values: Readonly<Record<string, unknown>> }) => (
  <DefinitionList
    items={Object.entries(values).map(([term, value]) => ({
      term: inWords(term),
      value: <DocumentValue value={value} />,
    }))}
  />
);

function DocumentValue({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className="text-muted">not set</span>;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return value.toLocaleString("en");
  if (typeof value === "string") return value === "" ? <span className="text-muted">empty</span> : value;
  if (Array.isArray(value) && value.length === 0) return <span className="text-muted">none</span>;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-accent-text">
        {Array.isArray(value) ? `${value.length} entries` : "Show"}
      </summary>
      <pre className="scroll-thin max-h-80 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-xs">
        {JSON.stringify(value, null, 2)}
      </pre>
    </details>
  );
}

/** `secretVariables` reads "secret variables". */
const inWords = (name: string): string => name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
