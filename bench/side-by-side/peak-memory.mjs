import { readFileSync } from "node:fs";

/** Bytes of memory that this process held at its peak. */
export function peakMemory() {
  try {
    // The operating system's figure starts with that of the parent process; this one does not.
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
