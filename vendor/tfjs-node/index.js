// danfojs-node asks for @tensorflow/tfjs-node, whose install script downloads a native library and fails on many
// machines. This stand-in gives it the same functions in plain JavaScript, from the three packages it needs.
require("@tensorflow/tfjs-backend-cpu");
const core = require("@tensorflow/tfjs-core");
const data = require("@tensorflow/tfjs-data");

// tfjs-core leaves the method forms (tensor.add(other)) out of its CommonJS build. These take the tensor as the first
// argument of the function of the same name; concat and stack, which take an array there, are not offered.
const METHODS = `
  abs acos acosh add all any argMax argMin asin asinh atan atan2 atanh broadcastTo cast ceil clipByValue cos cosh
  cumprod cumsum div divNoNan dot elu equal erf euclideanNorm exp expandDims expm1 floor floorDiv gather greater
  greaterEqual isFinite isInf isNaN leakyRelu less lessEqual log log1p logicalAnd logicalNot logicalOr logicalXor
  logSigmoid logSoftmax logSumExp matMul max maximum mean min minimum mirrorPad mod mul neg norm notEqual oneHot
  onesLike pad pow prelu prod reciprocal relu relu6 reshape reverse round rsqrt selu sigmoid sign sin sinh slice softmax
  softplus split sqrt square squaredDifference squeeze step stridedSlice sub sum tan tanh tile topk transpose unique
  unstack zerosLike`;

for (const name of METHODS.trim().split(/\s+/)) {
  const call = core[name];
  if (typeof call !== "function" || name in core.Tensor.prototype) continue;
  core.Tensor.prototype[name] = function method(...rest) {
    this.throwIfDisposed();
    return call(this, ...rest);
  };
}
core.Tensor.prototype.where = function where(condition, other) {
  return core.where(condition, this, other);
};
core.Tensor.prototype.flatten = function flatten() {
  return core.reshape(this, [this.size]);
};
core.Tensor.prototype.asType = core.Tensor.prototype.cast;

// The first operation would print an advertisement for the native package into the user's notebook.
const backend = core.backend();
if ("firstUse" in backend) backend.firstUse = false;

module.exports = { ...core, data };
