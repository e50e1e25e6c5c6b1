import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { FeatureMatrix } from "../core";

/** The centred rows turned to the axes of their principal components: all of them, so that distances stay. */
export function rotateToComponents({ data, nSamples, nFeatures, featureNames }: FeatureMatrix): FeatureMatrix {
  const means = new Float64Array(nFeatures);
  for (let place = 0; place < data.length; place++) means[place % nFeatures] += data[place] / nSamples;
  const centered = data.map((value, place) => value - means[place % nFeatures]);
  const products = Matrix.zeros(nFeatures, nFeatures);
  for (let left = 0; left < nFeatures; left++) {
    for (let right = left; right < nFeatures; right++) {
      let sum = 0;
      for (let start = 0; start < data.length; start += nFeatures)
        sum += centered[start + left] * centered[start + right];
      products.set(left, right, sum);
      products.set(right, left, sum);
    }
  }
  const axes = new EigenvalueDecomposition(products, { assumeSymmetric: true }).eigenvectorMatrix;
  const rotated = new Float64Array(data.length);
  for (let start = 0; start < data.length; start += nFeatures) {
    for (let axis = 0; axis < nFeatures; axis++) {
      let sum = 0;
      for (let column = 0; column < nFeatures; column++) sum += centered[start + column] * axes.get(column, axis);
      rotated[start + axis] = sum;
    }
  }
  return new FeatureMatrix(rotated, nSamples, featureNames);
}
