/** The part of a type graph that some exports reach, each definition in the scope that it is seen from. */
import { getOrInsert } from '../../base/maps.ts';
import type { TypedExport } from '../table/table.ts';
import type { NodeId, TypeGraph } from '../table/type-graph.ts';

/** A definition as seen from a scope; numbered from 0 within its region. */
export type PlaceId = number;

/** A table is walked through once, however often it is asked about. */
const WHOLE = new WeakMap<TypeGraph, Region>();

export class Region {
  /** What all exports of the table reach. */
  static ofAll(graph: TypeGraph): Region {
    const known = WHOLE.get(graph);
    if (known !== undefined) return known;
    const region = new Region(graph, graph.table.exports);
    WHOLE.set(graph, region);
    return region;
  }

  readonly graph: TypeGraph;
  readonly #nodes: NodeId[] = [];
  readonly #scopes: string[] = [];
  readonly #known = new Map<string, Map<NodeId, PlaceId>>();
  readonly #targets: Edges;
  readonly #sources: Edges;
  /** Per export the definitions that its declaration names. */
  readonly #starts: ReadonlyMap<TypedExport, readonly PlaceId[]>;

  constructor(graph: TypeGraph, exports: readonly TypedExport[]) {
    this.graph = graph;
    this.#starts = new Map(
      exports.map((each) => {
        const nodes = graph.targetsOf(each.text, each.scope);
        return [each, nodes.map((node) => this.#place(node, each.scope))];
      }),
    );
    const from: PlaceId[] = [];
    const to: PlaceId[] = [];
    // Grows while it is walked through.
    for (let place = 0; place < this.#nodes.length; place += 1) {
      const scope = this.#scopes[place] ?? '';
      graph.forEachTarget(this.node(place), scope, (node) => {
        from.push(place);
        to.push(this.#place(node, scope));
      });
    }
    this.#targets = new Edges(this.size, from, to);
    this.#sources = new Edges(this.size, to, from);
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

  /** @param of one of the exports that the region was made of */
  startsOf(of: TypedExport): readonly PlaceId[] {
    return this.#starts.get(of) ?? [];
  }

  /** Per place, whether one of these exports reaches it. */
  reachedFrom(exports: Iterable<TypedExport>): Uint8Array {
    const reached = new Uint8Array(this.size);
    const queue: PlaceId[] = [];
    const visit = (place: PlaceId) => {
      if (reached[place] === 1) return;
      reached[place] = 1;
      queue.push(place);
    };
    for (const each of exports) for (const place of this.startsOf(each)) visit(place);
    // Grows while it is walked through.
    for (const place of queue) this.#targets.forEach(place, visit);
    return reached;
  }

  /** How many references lead from each place to the nearest of `goals`; -1 where none does. */
  distancesTo(goals: readonly PlaceId[]): Int32Array {
    const distances = new Int32Array(this.size).fill(-1);
    const queue = new Int32Array(this.size);
    let end = 0;
    for (const goal of goals) {
      if (distances[goal] === 0) continue;
      distances[goal] = 0;
      queue[end++] = goal;
    }
    const { starts, ends } = this.#sources;
    // Asked thousands of times of hundreds of thousands of edges: a call for each would take most of the time.
    for (let at = 0; at < end; at += 1) {
      const place = queue[at] ?? 0;
      const distance = (distances[place] ?? 0) + 1;
      const stop = starts[place + 1] ?? 0;
      for (let edge = starts[place] ?? 0; edge < stop; edge += 1) {
        const source = ends[edge] ?? 0;
        if (distances[source] !== -1) continue;
        distances[source] = distance;
        queue[end++] = source;
      }
    }
    return distances;
  }

  /** A shortest way along distances of distancesTo(), from a place that has one to its goal, both included. */
  wayAlong(distances: Int32Array, start: PlaceId): PlaceId[] {
    const way = [start];
    for (let place = start; (distances[place] ?? 0) > 0;) {
      const wanted = (distances[place] ?? 0) - 1;
      const next = this.#targets.find(place, (target) => distances[target] === wanted);
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
    return place;
  }
}

/** Where edges lead from each place, in two arrays of numbers: as lists they would be as many objects as there are places. */
class Edges {
  /** Per place where its edges begin; they end where those of the next begin. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;

  /** @param from and `to`: the two places of each edge; the edges of one place stay in their order */
  constructor(size: number, from: readonly PlaceId[], to: readonly PlaceId[]) {
    const starts = new Int32Array(size + 1);
    for (const place of from) starts[place + 1] = (starts[place + 1] ?? 0) + 1;
    for (let place = 1; place <= size; place += 1)
      starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0);
    const ends = new Int32Array(from.length);
    const next = starts.slice();
    from.forEach((place, edge) => {
      const at = next[place] ?? 0;
      ends[at] = to[edge] ?? 0;
      next[place] = at + 1;
    });
    this.starts = starts;
    this.ends = ends;
  }

  forEach(place: PlaceId, visit: (end: PlaceId) => void): void {
    const stop = this.starts[place + 1] ?? 0;
    for (let edge = this.starts[place] ?? 0; edge < stop; edge += 1) visit(this.ends[edge] ?? 0);
  }

  find(place: PlaceId, isWanted: (end: PlaceId) => boolean): PlaceId | undefined {
    const stop = this.starts[place + 1] ?? 0;
    for (let edge = this.starts[place] ?? 0; edge < stop; edge += 1) {
      const end = this.ends[edge] ?? 0;
      if (isWanted(end)) return end;
    }
    return undefined;
  }
}
