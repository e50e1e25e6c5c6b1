import type { Estimate } from "./evidence";

/** An estimate as a reader sees it: "31.2% (29.8 to 32.7)". An interval of no width is left out. */
export function describeEstimate({ value, lower, upper, format }: Estimate): string {
  if (Number.isNaN(value)) return "cannot be computed";
  const { scale, digits, unit } = presentation[format];
  const text = (number: number) => signedText(number * scale, digits);
  const interval = lower === upper ? "" : ` (${text(lower)} to ${text(upper)})`;
  return `${text(value)}${unit}${interval}`;
}

const presentation = {
  share: { scale: 100, digits: 1, unit: "%" },
  points: { scale: 100, digits: 1, unit: " points" },
  mean: { scale: 1, digits: 2, unit: "" },
  ratio: { scale: 1, digits: 2, unit: "" },
} as const;

/** toFixed with a true minus sign and without "−0". */
function signedText(value: number, digits: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
