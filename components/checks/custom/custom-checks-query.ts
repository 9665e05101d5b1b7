import { queryOptions } from "@tanstack/react-query";

import { CustomCheckProblems, CustomCheckReference } from "#lib/contract/custom-checks.ts";

import { getJson, sendJson } from "../../api/fetch-json.ts";
import type { Written } from "./draft.ts";

export const customChecksPath = "/api/v1/custom-checks";

/** What is wrong with a definition: asked again whenever it is another. */
export const problemsQuery = (definition: Written["definition"]) =>
  queryOptions({
    queryKey: ["custom-check-problems", JSON.stringify(definition)],
    queryFn: () => sendJson("POST", `${customChecksPath}/validate`, { definition }, CustomCheckProblems),
    placeholderData: (previous) => previous,
    staleTime: Infinity,
  });

export const referenceQuery = (wanted: string, type: string) =>
  queryOptions({
    queryKey: ["custom-check-reference", wanted, type],
    queryFn: ({ signal }) =>
      getJson(
        `${customChecksPath}/reference?${new URLSearchParams({ class: wanted, ...(type ? { type } : {}) })}`,
        CustomCheckReference,
        signal,
      ),
    placeholderData: (previous) => previous,
    staleTime: Infinity,
  });
