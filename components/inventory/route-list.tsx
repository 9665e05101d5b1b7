import type { ResourceDetail } from "#lib/contract/inventory.ts";
import type { RouteHop } from "#lib/domain/derived.ts";

import { ReasonSource } from "./reason-source.tsx";
import { Word } from "./resources-columns.tsx";
import { outcomeWords } from "./resource-words.ts";
import { Sentence } from "./sentence.tsx";

type Props = { resource: ResourceDetail; hops: readonly RouteHop[] };

/** What a caller from the internet meets, in the order in which it is met. */
export const RouteList = ({ resource, hops }: Props) => (
  <ol
    aria-label={`Route from the internet to ${resource.name}`}
    className="flex list-decimal flex-col gap-1 pl-6 wrap-anywhere text-muted"
  >
    {hops.map((hop) => (
      <li key={`${hop.text} ${hop.outcome}`}>
        <Word {...outcomeWords[hop.outcome]} /> <Sentence text={hop.text} />{" "}
        <ReasonSource resource={resource} reason={hop} />
      </li>
    ))}
  </ol>
);
