import { createLoader } from "nuqs/server";
import { z } from "zod";

import { explorerParsers } from "./explorer.ts";
import { findingFilterParsers } from "./findings.ts";
import { parseAsOneOf } from "./parsers.ts";

const { cursor: _cursor, limit: _limit, ...filterParsers } = findingFilterParsers;
/** What a view keeps of each page's address: its filters and how they are shown, never a place in the list. */
const keptParsers = {
  findings: { ...filterParsers, view: parseAsOneOf(["groups", "list"]) },
  explorer: explorerParsers,
};
export const savedViewPages = ["findings", "explorer"] as const;
export type SavedViewPage = (typeof savedViewPages)[number];

export const savedViewsMax = 50;

/** The query of an address, without `?`; only what the page knows. */
const query = z
  .string()
  .max(8_000)
  .transform((text) => text.replace(/^\?/, ""));
const name = z.string().trim().min(1).max(60);

export const SavedView = z.object({
  id: z.uuid(),
  page: z.enum(savedViewPages),
  name: z.string(),
  query: z.string(),
  /** Everybody of the organization may apply it. */
  shared: z.boolean(),
  /** Whose it is, where it is not one's own. */
  sharedBy: z.string().nullable(),
});
export type SavedView = z.infer<typeof SavedView>;
export const SavedViews = z.object({ items: z.array(SavedView) });

export const savedViewFilterParsers = { page: parseAsOneOf(savedViewPages).withDefault("findings") };

export const CreateSavedView = z
  .strictObject({ page: z.enum(savedViewPages), name, query, shared: z.boolean().default(false) })
  .refine((view) => isKnown(view.page, view.query), {
    path: ["query"],
    message: "This is not an address of that page",
  });
export type CreateSavedView = z.infer<typeof CreateSavedView>;

export const ChangeSavedView = z.strictObject({ name: name.optional(), shared: z.boolean().optional() });
export type ChangeSavedView = z.infer<typeof ChangeSavedView>;

function isKnown(page: SavedViewPage, text: string): boolean {
  const parsers = keptParsers[page];
  const searchParams = new URLSearchParams(text);
  if ([...searchParams.keys()].some((key) => !Object.hasOwn(parsers, key))) return false;
  try {
    createLoader(parsers)(searchParams, { strict: true });
    return true;
  } catch {
    return false;
  }
}
