/** What was made last, under its name: what is asked for again soon is not made again. */
export class Recent<Value> {
  readonly #most: number;
  readonly #kept = new Map<string, Value>();

  /** @param most how many are kept */
  constructor(most: number) {
    this.#most = most;
  }

  get(name: string, make: () => Value): Value {
    const value = this.#kept.has(name) ? (this.#kept.get(name) as Value) : make();
    this.#kept.delete(name);
    this.#kept.set(name, value);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > this.#most) this.#kept.delete(oldest);
    return value;
  }
}
