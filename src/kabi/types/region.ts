/** The part of a type graph that some exports reach, each definition in the scope that it is seen from. */
import { getOrInsert } from '../maps.ts';
import type { TypedExport } from './table.ts';
import type { NodeId, TypeGraph } from './type-graph.ts';

/** A definition as seen from a scope; numbered from 0 within its region. */
export type PlaceId = number;

export class Region {
  readonly graph: TypeGraph;
  readonly #nodes: NodeId[] = [];
  readonly #scopes: string[] = [];
  readonly #known = new Map<string, Map<NodeId, PlaceId>>();
  readonly #targets: PlaceId[][] = [];
  readonly #sources: PlaceId[][] = [];
  /** Per export the definitions that its declaration names. */
  readonly #starts: readonly (readonly PlaceId[])[];

  constructor(graph: TypeGraph, exports: readonly TypedExport[]) {
    this.graph = graph;
    this.#starts = exports.map(({ text, scope }) =>
      graph.targetsOf(text, scope).map((node) => this.#place(node, scope)),
    );
    // Grows while it is walked through.
    for (let place = 0; place < this.#nodes.length; place += 1) {
      const targets: PlaceId[] = [];
      const scope = this.#scopes[place] ?? '';
      graph.forEachTarget(this.node(place), scope, (node) => {
        const target = this.#place(node, scope);
        targets.push(target);
        this.#sources[target]?.push(place);
      });
      this.#targets[place] = targets;
    }
  }

  get size(): number {
    return this.#nodes.length;
  }

  node(place: PlaceId): NodeId {
    return this.#nodes[place] ?? 0;
  }

  /** The scope that the definition belongs to: a name means the same in the other table there. */
  scope(place: PlaceId): string {
    return this.graph.scopeOf(this.node(place), this.#scopes[place] ?? '');
  }

  /** @param index of the export among those that the region was made of */
  startsOf(index: number): readonly PlaceId[] {
    return this.#starts[index] ?? [];
  }

  targets(place: PlaceId): readonly PlaceId[] {
    return this.#targets[place] ?? [];
  }

  /** How many references lead from each place to the nearest of `goals`; -1 where none does. */
  distancesTo(goals: readonly PlaceId[]): Int32Array {
    const distances = new Int32Array(this.size).fill(-1);
    const queue = [...goals];
    for (const goal of goals) distances[goal] = 0;
    // Grows while it is walked through.
    for (const place of queue) {
      const distance = (distances[place] ?? 0) + 1;
      for (const source of this.#sources[place] ?? []) {
        if (distances[source] !== -1) continue;
        distances[source] = distance;
        queue.push(source);
      }
    }
    return distances;
  }

  /** A shortest way along distances of distancesTo(), from a place that has one to its goal, both included. */
  wayAlong(distances: Int32Array, start: PlaceId): PlaceId[] {
    const way = [start];
    for (let place = start; (distances[place] ?? 0) > 0;) {
      const wanted = (distances[place] ?? 0) - 1;
      const next = this.targets(place).find((target) => distances[target] === wanted);
      if (next === undefined) break;
      way.push(next);
      place = next;
    }
    return way;
  }

  #place(node: NodeId, from: string): PlaceId {
    const scope = this.graph.scopeBehind(node, from);
    const known = getOrInsert(this.#known, scope, () => new Map<NodeId, PlaceId>());
    const found = known.get(node);
    if (found !== undefined) return found;
    const place = this.#nodes.length;
    known.set(node, place);
    this.#nodes.push(node);
    this.#scopes.push(scope);
    this.#sources.push([]);
    return place;
  }
}
