const SECONDS = 2;

/**
 * Returns a function that is called with how many lines are done, and how large a part of all bytes. Every two seconds,
 * it writes a line to standard error, such as `42,000 lines, 2,100 lines/s, 17 %`.
 */
export function startProgress(linesBefore: number): (lines: number, part: number) => void {
  let last = { lines: linesBefore, time: performance.now() };
  return (lines, part) => {
    const time = performance.now();
    const seconds = (time - last.time) / 1000;
    if (seconds < SECONDS) return;
    const rate = Math.round((lines - last.lines) / seconds);
    console.error(`${grouped(lines)} lines, ${grouped(rate)} lines/s, ${String(Math.floor(part * 100))} %`);
    last = { lines, time };
  };
}

/** A number as people read it: `1,234,567`. */
export function grouped(number: number): string {
  return number.toLocaleString('en-US');
}
