"use client";
import { Button } from "../ui/button.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { foldedWords } from "./group-nodes.ts";
import type { Folding } from "./use-folding.ts";

/** Says what is drawn as groups, by what, and folds again what was opened; nothing where everything stands for itself. */
export function FoldingBar({ folding }: { folding: Folding }) {
  const words = foldedWords(folding.drawn);
  if (words === null && !folding.hasUnfolded) return null;
  return (
    <>
      {words && <output>{words}</output>}
      <Segmented
        label="Fold by"
        value={folding.by}
        onChange={folding.groupBy}
        options={[
          { value: "type", label: "Type" },
          { value: "class", label: "Class" },
          { value: "account", label: "Account" },
        ]}
      />
      {folding.hasUnfolded && (
        <Button size="sm" onClick={folding.foldAll}>
          Fold all
        </Button>
      )}
    </>
  );
}
