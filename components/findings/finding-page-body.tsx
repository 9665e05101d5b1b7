"use client";
import { useQuery } from "@tanstack/react-query";

import { FindingBody } from "./finding-body.tsx";
import { findingQuery } from "./findings-query.ts";

/** The page's finding, kept current after what the reader does with it. */
export function FindingPageBody({ id }: { id: string }) {
  const { data } = useQuery(findingQuery(id));
  return data ? <FindingBody finding={data} heading="h1" /> : null;
}
