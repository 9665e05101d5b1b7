"use client";
import { Download } from "lucide-react";
import { useRef } from "react";
import { toast } from "sonner";

import { messageOf } from "../api/api-error.ts";
import { DropdownMenu, MenuItem } from "../ui/dropdown-menu.tsx";
import type { DrawnLine } from "./drawn-lines.ts";
import { graphSvg } from "./graph-svg.ts";
import { foldedWords, type DrawnGraph } from "./group-nodes.ts";
import type { Layout } from "./layout.ts";
import { fileName, savePng, saveSvg, themeColors } from "./save-picture.ts";

type Props = { graph: DrawnGraph; lines: readonly DrawnLine[]; layout: Layout; title: string };

/** Takes the drawing along as a picture, with its title and the moment it shows. */
export function PictureMenu({ graph, lines, layout, title }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const save = (as: "png" | "svg") => {
    const asked = new URLSearchParams(location.search).get("at");
    const at = new Date();
    const folded = foldedWords(graph);
    const drawn = graphSvg({
      graph,
      lines,
      layout,
      title,
      subtitle: `${asked ? `As of ${asked}, drawn` : "As of"} ${at.toISOString().slice(0, 16).replace("T", " ")} UTC${folded ? `. ${folded}` : ""}`,
      colors: themeColors(trigger.current?.parentElement ?? document.body),
    });
    if (as === "svg") saveSvg(drawn, fileName(title, at));
    else savePng(drawn, fileName(title, at)).catch((error: unknown) => toast.error(messageOf(error)));
  };
  return (
    <DropdownMenu
      trigger={
        <button
          ref={trigger}
          type="button"
          className="inline-flex h-6 items-center gap-1.5 rounded-md px-1.5 text-xs text-muted hover:bg-hover hover:text-text"
        >
          <Download className="size-3.5" aria-hidden />
          Picture
        </button>
      }
    >
      <MenuItem onSelect={() => save("png")}>PNG</MenuItem>
      <MenuItem onSelect={() => save("svg")}>SVG</MenuItem>
    </DropdownMenu>
  );
}
