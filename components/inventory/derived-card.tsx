import Link from "next/link";

import type { ResourceDetail } from "#lib/contract/inventory.ts";

import { Card } from "../ui/card.tsx";
import { Word } from "./resources-columns.tsx";
import { exposureWords, privilegeWords, sensitivityWords } from "./resource-words.ts";

type Reasons = readonly { text: string; resourceKey: string | null }[];

/** What was computed over the graph, each with why. */
export function DerivedCard({ resource: { derived, key } }: { resource: ResourceDetail }) {
  const { exposure, sensitivity, privilege } = derived;
  if (!exposure && !sensitivity && !privilege) return null;
  return (
    <Card title="What follows from the graph">
      <div className="grid gap-5 md:grid-cols-3">
        {exposure && (
          <Derived
            title="Exposure"
            word={exposureWords[exposure.reach]}
            reasons={exposure.reasons}
            own={key}
          />
        )}
        {sensitivity && (
          <Derived
            title={`Data${sensitivity.dataClasses.length > 0 ? `: ${sensitivity.dataClasses.join(", ")}` : ""}`}
            word={sensitivityWords[sensitivity.level]}
            reasons={sensitivity.reasons}
            own={key}
          />
        )}
        {privilege && (
          <Derived
            title="Privilege"
            word={privilegeWords[privilege.level]}
            reasons={privilege.reasons}
            own={key}
          />
        )}
      </div>
    </Card>
  );
}

type Props = { title: string; word: (typeof exposureWords)["anyone"]; reasons: Reasons; own: string };

const Derived = ({ title, word, reasons, own }: Props) => (
  <section className="flex flex-col gap-1.5 text-sm">
    <h3 className="flex items-center gap-2 font-medium">
      {title} <Word {...word} />
    </h3>
    <ul className="flex list-disc flex-col gap-1 pl-4 text-muted">
      {reasons.map(({ text, resourceKey }) => (
        <li key={`${text} ${resourceKey}`}>
          {text}
          {resourceKey && resourceKey !== own && (
            <>
              {" "}
              <Link
                href={`/inventory?q=${encodeURIComponent(resourceKey)}`}
                className="font-mono text-xs break-all text-accent-text hover:underline"
              >
                {resourceKey}
              </Link>
            </>
          )}
        </li>
      ))}
    </ul>
  </section>
);
