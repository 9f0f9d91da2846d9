/** Of files that may hold a key: nobody else on the machine has business with one. */
export const secretMode = 0o600;

/** Of all others that are made. */
export const openMode = 0o644;
