import type { ConnectorView } from "#lib/contract/connections.ts";

import { CodeBlock } from "../ui/code-block.tsx";

/** What to create at the provider, in order, with the text to copy. */
export const SetupSteps = ({ steps }: { steps: ConnectorView["setup"] }) => (
  <ol className="flex flex-col gap-5">
    {steps.map(({ title, text, code }, index) => (
      <li key={title} className="flex min-w-0 flex-col gap-1.5">
        <h3 className="text-sm font-medium">
          {index + 1}. {title}
        </h3>
        <p className="text-sm text-muted">{text}</p>
        {code && <CodeBlock code={code.text} language={code.language} className="[&_pre]:max-h-60" />}
      </li>
    ))}
  </ol>
);
