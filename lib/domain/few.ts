/** How many may administer: three, or a tenth of all where they are many. */
export const administratorsMax = (memberCount: number): number => Math.max(3, Math.ceil(memberCount / 10));
