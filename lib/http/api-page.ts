import type { Operation } from "./open-api.ts";
import { openApiDocument } from "./open-api.ts";

type Described = {
  paths: Record<string, Record<string, DescribedOperation>>;
};
type DescribedOperation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters?: { name: string; in: string; required: boolean; schema: object; description?: string }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
};

const style = `
:root{color-scheme:light dark;--line:light-dark(#e4e4e7,#2a2c30);--muted:light-dark(#5c5f66,#a3a7af);--sunken:light-dark(#f4f4f5,#141517)}
body{font:14px/1.55 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1rem 6rem}
h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:2.2rem 0 .6rem;text-transform:capitalize}
p,dd{color:var(--muted);margin:.3rem 0}a{color:inherit}
details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0}
summary{cursor:pointer;padding:.5rem .75rem;display:flex;flex-wrap:wrap;gap:.2rem .75rem;align-items:baseline}
summary b{font:600 12px ui-monospace,monospace;min-width:3.6rem}summary code{overflow-wrap:anywhere}summary span{color:var(--muted)}
details>div{padding:0 .75rem .75rem}h3{font-size:.8rem;margin:.9rem 0 .3rem}
code,pre{font:12px/1.5 ui-monospace,monospace}pre{background:var(--sunken);padding:.6rem;border-radius:4px;overflow:auto;max-height:24rem;margin:0}
dl{margin:0}dt{margin-top:.4rem}dd{margin:0}`;

/** The document as a page to read: no script, nothing from elsewhere. `nonce` admits its one style sheet. */
export function apiPage(operations: readonly Operation[], version: string, nonce: string): string {
  // Safe because the document is made a line above by the function whose shape this is.
  const { paths } = openApiDocument(operations, version) as Described;
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const byTag = Map.groupBy(all, ({ operation }) => operation.tags[0] ?? "other");
  const sections = [...byTag].map(
    ([tag, members]) =>
      `<section><h2 id="${escape(tag)}">${escape(tag)}</h2>${members.map(operationHtml).join("")}</section>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Nacre API</title><style nonce="${nonce}">${style}</style></head><body><main>
<h1>Nacre API</h1>
<p>Everything the pages use, at version ${escape(version)}. For programs: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<p>Send a token from Settings › Tokens as <code>Authorization: Bearer nacre_…</code>. Errors are <code>application/problem+json</code>:
compare <code>type</code>, show <code>detail</code>, and mark the <code>fields</code> it names. Lists come page by page: pass <code>nextCursor</code> as <code>cursor</code>.
Unknown parameters and fields are refused. A change sent again with the same <code>Idempotency-Key</code> is not made again.</p>
${sections.join("")}</main></body></html>`;
}

function operationHtml({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: DescribedOperation;
}): string {
  const { summary, description, parameters = [], requestBody, responses, operationId } = operation;
  const answers = Object.entries(responses).filter(([status]) => status !== "default");
  return `<details id="${escape(operationId)}"><summary><b>${method}</b><code>${escape(path)}</code><span>${escape(summary)}</span></summary><div>
<p>${escape(description.replaceAll("`", ""))}</p>
${parameters.length > 0 ? `<h3>Parameters</h3><dl>${parameters.map(parameterHtml).join("")}</dl>` : ""}
${Object.entries(requestBody?.content ?? {})
  .map(([type, { schema }]) => `<h3>Body (${escape(type)})</h3>${schemaHtml(schema)}`)
  .join("")}
${answers.map(([status, { content }]) => `<h3>Answer ${status}</h3>${contentHtml(content)}`).join("")}</div></details>`;
}

const parameterHtml = ({
  name,
  in: place,
  required,
  schema,
  description,
}: NonNullable<DescribedOperation["parameters"]>[number]): string =>
  `<dt><code>${escape(name)}</code> in ${place}${required ? ", required" : ""}</dt><dd>${escape(description ?? "")} <code>${escape(JSON.stringify(schema))}</code></dd>`;

const contentHtml = (content: Record<string, { schema: object }> | undefined): string =>
  content
    ? Object.values(content)
        .map(({ schema }) => schemaHtml(schema))
        .join("")
    : "<p>No content.</p>";

const schemaHtml = (schema: object): string =>
  `<pre tabindex="0">${escape(JSON.stringify(schema, null, 2))}</pre>`;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? "");
