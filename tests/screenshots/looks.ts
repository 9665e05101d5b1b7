export type Look = { width: number; height: number; theme: "dark" | "light" };

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/** Both widths in both themes. */
export const looks: readonly Look[] = (["dark", "light"] as const).flatMap((theme) =>
  sizes.map((size) => ({ ...size, theme })),
);

/** `/workloads/[workloadId]` at 390 in light is `workloads-workload-id-390-light`. */
export function screenshotName(route: string, { width, theme }: Look): string {
  const words = route
    .replaceAll(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .match(/[a-z]+/g);
  return [...(words ?? ["home"]), width, theme].join("-");
}
