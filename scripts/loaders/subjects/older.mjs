/** How many cases an older version is given in a whole run, loaded into a process. */
export const older = 800;
/** The same where it must be started for each. */
export const olderStarted = 20;
