/** Something that a measurement needs does not exist here: its row says so, and the run goes on. */
export class Missing extends Error {}
