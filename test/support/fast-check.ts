import fc from "fast-check";

/**
 * fast-check with one seed, so that a commit which passed once passes again.
 * `FAST_CHECK_SEED=42 npx jest …` looks at other inputs.
 */
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20261128) });

export { fc };
