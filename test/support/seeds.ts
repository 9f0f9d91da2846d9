import fc from 'fast-check';

/**
 * Random inputs are the same in every run of the gate, so that it judges the change and not the luck of the
 * day. `FC_SEED=random` (a job of its own, which blocks nothing) and every run elsewhere draw new ones;
 * a failure prints its seed, and `FC_SEED=<seed>` repeats it.
 */
const asked = process.env['FC_SEED'];
const seed = asked === undefined && process.env['CI'] ? 20_261_122 : Number(asked);
if (Number.isInteger(seed)) fc.configureGlobal({ seed });
