import fc from "fast-check";

/**
 * One seed for every property, so that a run on one commit ends like the next. Another one looks elsewhere:
 * FAST_CHECK_SEED=$RANDOM npx vitest run
 */
fc.configureGlobal({ seed: Number(process.env["FAST_CHECK_SEED"] ?? 20_261_122) });
