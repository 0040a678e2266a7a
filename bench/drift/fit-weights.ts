import { type Feature, features, type Weights } from "../../packages/api/src/domains/documents/detector/weigh-ties.ts";
import type { Judged } from "./replay-history.ts";

/** Logistic regression by Newton's method, with a ridge of 1: the weights under which what was edited was likeliest. */
export function fitWeights(judged: readonly Judged[]): Weights {
  const size = features.length + 1;
  let weights = new Float64Array(size);
  for (let round = 0; round < 20; round += 1) {
    const gradient = weights.map((weight) => -weight);
    const curvature = Array.from({ length: size }, (_, row) => {
      const line = new Float64Array(size);
      line[row] = 1;
      return line;
    });
    for (const { documents } of judged) {
      for (const { values, edited } of documents) {
        const x = [1, ...features.map((feature) => values[feature])];
        const odds = x.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0);
        const chance = 1 / (1 + Math.exp(-odds));
        addPair(gradient, curvature, x, (edited ? 1 : 0) - chance, chance * (1 - chance));
      }
    }
    const step = solve(curvature, gradient);
    weights = weights.map((weight, index) => weight + (step[index] ?? 0));
  }
  const named = features.map((feature, index) => [feature, round(weights[index + 1])] as [Feature, number]);
  return { bias: round(weights[0]), ...(Object.fromEntries(named) as Record<Feature, number>) };
}

function round(value = 0): number {
  return Math.round(value * 100) / 100;
}

function addPair(
  gradient: Float64Array,
  curvature: Float64Array[],
  x: number[],
  error: number,
  certainty: number,
): void {
  x.forEach((value, row) => {
    gradient[row] = (gradient[row] ?? 0) + error * value;
    const line = curvature[row];
    if (line)
      x.forEach((other, column) => {
        line[column] = (line[column] ?? 0) + certainty * value * other;
      });
  });
}

/** Gaussian elimination; the ridge keeps every pivot above zero. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const rows = matrix.map((line, index) => Float64Array.from([...line, right[index] ?? 0]));
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot += 1) {
    const line = rows[pivot] as Float64Array;
    for (const other of rows.slice(pivot + 1)) {
      const factor = (other[pivot] ?? 0) / (line[pivot] ?? 1);
      for (let column = pivot; column <= size; column += 1)
        other[column] = (other[column] ?? 0) - factor * (line[column] ?? 0);
    }
  }
  const solution = new Float64Array(size);
  for (let row = size - 1; row >= 0; row -= 1) {
    const line = rows[row] as Float64Array;
    let value = line[size] ?? 0;
    for (let column = row + 1; column < size; column += 1) value -= (line[column] ?? 0) * (solution[column] ?? 0);
    solution[row] = value / (line[row] ?? 1);
  }
  return solution;
}
