import { layerLooks } from "../layer-strip/layer-look.tsx";
import type { PictureColors } from "./graph-svg.ts";

type Drawn = { svg: string; width: number; height: number };

export const saveSvg = ({ svg }: Drawn, name: string): void =>
  save(new Blob([svg], { type: "image/svg+xml" }), `${name}.svg`);

/** Twice the size for sharp screens, less where the browser's canvas would not hold it. */
export async function savePng({ svg, width, height }: Drawn, name: string): Promise<void> {
  const scale = Math.min(2, sideMax / width, sideMax / height);
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!blob) throw new Error("The browser could not make a PNG of this size. The SVG has no such limit.");
    save(blob, `${name}.png`);
  } finally {
    URL.revokeObjectURL(url);
  }
}
const sideMax = 8_192;

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The download has begun once the click is through.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The colours of the theme the reader sees, as a picture elsewhere can name them. */
export function themeColors(within: HTMLElement): PictureColors {
  const probe = document.createElement("span");
  within.append(probe);
  const resolved = (css: string): string => {
    probe.style.color = css;
    return getComputedStyle(probe).color;
  };
  const colors = {
    canvas: resolved("var(--color-canvas)"),
    raised: resolved("var(--color-raised)"),
    line: resolved("var(--color-line)"),
    lineStrong: resolved("var(--color-line-strong)"),
    text: resolved("var(--color-text)"),
    muted: resolved("var(--color-muted)"),
    critical: resolved("var(--color-critical)"),
    layers: {
      model: resolved(layerLooks.model.css),
      data: resolved(layerLooks.data.css),
      identity: resolved(layerLooks.identity.css),
      api: resolved(layerLooks.api.css),
      pipeline: resolved(layerLooks.pipeline.css),
    },
  } satisfies PictureColors;
  probe.remove();
  return colors;
}

/** A name for the file: what is drawn and the day. */
export const fileName = (title: string, at: Date): string =>
  `${title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 60)}-${at.toISOString().slice(0, 10)}`;
