/** A rule that turns an integral over [0, 1] into a sum: ∫ g(t) dt = Σ weights[q] · g(nodes[q]). */
export interface Quadrature {
  /** Places in (0, 1), ascending. */
  readonly nodes: Float64Array;
  /** 1 − node, to full relative precision also where the node is close to 1. */
  readonly complements: Float64Array;
  /** All positive, sum 1. */
  readonly weights: Float64Array;
}

const mostNewtonSteps = 50;

/**
 * The Gauss–Legendre rule on [0, 1]: exact for polynomials up to degree 2·size − 1.
 * Its nodes are the roots of the Legendre polynomial, found by Newton's method from Tricomi's approximation.
 * @param size number of nodes, integer from 1
 */
export function gaussLegendre(size: number): Quadrature {
  const nodes = new Float64Array(size);
  const complements = new Float64Array(size);
  const weights = new Float64Array(size);
  for (let place = 0; 2 * place < size; place++) {
    // The middle one of an odd number of roots is 0 exactly.
    const root = 2 * place + 1 === size ? 0 : legendreRoot(size, Math.cos((Math.PI * (place + 0.75)) / (size + 0.5)));
    const { previous } = legendre(size, root);
    const weight = (1 - root * root) / (size * previous) ** 2;
    const mirror = size - 1 - place;
    nodes[place] = (1 - root) / 2;
    nodes[mirror] = (1 + root) / 2;
    complements[place] = nodes[mirror];
    complements[mirror] = nodes[place];
    weights[place] = weight;
    weights[mirror] = weight;
  }
  return { nodes, complements, weights };
}

function legendreRoot(size: number, guess: number): number {
  let root = guess;
  for (let step = 0; step < mostNewtonSteps; step++) {
    const { value, previous } = legendre(size, root);
    const slope = (size * (previous - root * value)) / (1 - root * root);
    const next = root - value / slope;
    if (Math.abs(next - root) <= Number.EPSILON) return next;
    root = next;
  }
  return root;
}

/** The Legendre polynomials of degree `size` and `size − 1` at x, by Bonnet's recurrence. */
function legendre(size: number, x: number): { value: number; previous: number } {
  let previous = 1;
  let value = x;
  for (let degree = 2; degree <= size; degree++) {
    const next = ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree;
    previous = value;
    value = next;
  }
  return { value, previous };
}
