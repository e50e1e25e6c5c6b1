import { InvalidParameterError, type LabelsLike, toLabels, toVector } from "../core";
import { checkText } from "./chart-options";
import { classColors } from "./theme";

/** The values of one class of clients, and how a chart shows that class. */
export interface ClassValues {
  readonly name: string;
  readonly color: string;
  readonly dash: string;
  readonly values: Float64Array;
}

/** What to call clients with label 0 and with label 1. */
export type ClassNames = readonly [stayed: string, left: string];

export const defaultClassNames: ClassNames = ["stayed", "left"];

/**
 * Splits a column by class: those who stayed, then those who left.
 * @throws InvalidParameterError, ShapeError for values or labels that do not fit, or a class without clients
 */
export function splitByClass(
  x: LabelsLike,
  y: LabelsLike,
  names: ClassNames = defaultClassNames,
): [ClassValues, ClassValues] {
  checkText("classNames[0]", names[0]);
  checkText("classNames[1]", names[1]);
  const values = toVector(x, undefined, "values");
  const labels = toLabels(y, values.length);
  const stayed = values.filter((_, index) => labels[index] === 0);
  const left = values.filter((_, index) => labels[index] === 1);
  if (stayed.length === 0 || left.length === 0) {
    throw new InvalidParameterError("y must hold both classes, 0 and 1");
  }
  return [
    { name: names[0], color: classColors.stayed, dash: "solid", values: stayed },
    { name: names[1], color: classColors.left, dash: "solid", values: left },
  ];
}
