import type { TreeNodes } from "../trees/tree-nodes";

/** Collects the nodes of one tree in arrays that grow; `finish` hands out a copy of the right size. */
export class TreeBuilder {
  nNodes = 0;
  private feature = new Int32Array(1024);
  private threshold = new Float64Array(1024);
  private right = new Int32Array(1024);
  private cover = new Float64Array(1024);

  /** Adds a leaf. @returns its number */
  add(value: number, cover: number): number {
    if (this.nNodes === this.feature.length) this.enlarge();
    const node = this.nNodes++;
    this.feature[node] = -1;
    this.threshold[node] = value;
    this.right[node] = 0;
    this.cover[node] = cover;
    return node;
  }

  /** Makes a leaf a question; its left child is the node that is added next. */
  ask(node: number, feature: number, threshold: number): void {
    this.feature[node] = feature;
    this.threshold[node] = threshold;
  }

  setRight(node: number, child: number): void {
    this.right[node] = child;
  }

  finish(): TreeNodes {
    const { nNodes } = this;
    this.nNodes = 0;
    return {
      feature: this.feature.slice(0, nNodes),
      threshold: this.threshold.slice(0, nNodes),
      right: this.right.slice(0, nNodes),
      cover: this.cover.slice(0, nNodes),
    };
  }

  private enlarge(): void {
    const length = 2 * this.nNodes;
    const { feature, threshold, right, cover } = this;
    this.feature = new Int32Array(length);
    this.threshold = new Float64Array(length);
    this.right = new Int32Array(length);
    this.cover = new Float64Array(length);
    this.feature.set(feature);
    this.threshold.set(threshold);
    this.right.set(right);
    this.cover.set(cover);
  }
}
