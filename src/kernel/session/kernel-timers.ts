// The timers of the kernel itself, taken before those of cells are watched (watch-timers.ts).
export const setTimer = setTimeout;
export const setTurn = setImmediate;

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimer(done, milliseconds));
}

/** Lets what is due happen: everything up to the next turn of the event loop. */
export function nextTurn(): Promise<void> {
  return new Promise((done) => setTurn(done));
}
