import type { DeniedView } from "#lib/contract/connections.ts";
import type { Provider } from "#lib/domain/provider.ts";

import { CodeBlock } from "../ui/code-block.tsx";
import { grantText } from "./grant-text.ts";

type Props = { provider: Provider; denied: readonly DeniedView[] };

/** What the provider refused, what that leaves unknown, and the text that grants just that. */
export function DeniedList({ provider, denied }: Props) {
  const grant = grantText(
    provider,
    denied.map(({ permission }) => permission),
  );
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <ul className="flex min-w-0 flex-col divide-y divide-line text-sm">
        {denied.map(({ permission, call, message, collections }) => (
          <li key={permission} className="flex flex-col gap-0.5 py-2 first:pt-0">
            <code className="font-mono text-xs font-medium break-all">{permission}</code>
            <span className="text-xs text-muted wrap-anywhere">
              {message} <code className="font-mono">{call}</code>
            </span>
            <span className="text-xs text-muted">Leaves unknown: {collections.join(", ")}</span>
          </li>
        ))}
      </ul>
      {grant && (
        <div className="flex min-w-0 flex-col gap-1.5">
          <p className="text-xs text-muted">{grant.where}</p>
          <CodeBlock code={grant.text} language={grant.language} label="Grants what is missing" />
        </div>
      )}
    </div>
  );
}
