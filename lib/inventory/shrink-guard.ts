const lostShareMax = 0.3;
const lostCountMax = 20;

/**
 * Whether what a complete run no longer saw is kept for now. A listing that suddenly answers with much less than
 * before is more often a fault than a clean-up, so the next complete run must agree.
 */
export const holdsTombstones = (run: {
  knownCount: number;
  lostCount: number;
  alreadyHeld: boolean;
}): boolean =>
  !run.alreadyHeld && run.lostCount > lostCountMax && run.lostCount > run.knownCount * lostShareMax;
