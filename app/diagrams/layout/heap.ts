/** A queue that gives the cheapest entry first; equal ones in the order they came. */
export class CheapestFirst {
  private readonly heap: { readonly cost: number; readonly order: number; readonly state: number }[] = [];
  private order = 0;

  add(state: number, cost: number): void {
    const added = { cost, order: this.order++, state };
    let index = this.heap.push(added) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.heap[parent];
      if (above === undefined || !isBefore(added, above)) break;
      this.heap[index] = above;
      index = parent;
    }
    this.heap[index] = added;
  }

  take(): { readonly state: number; readonly cost: number } | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first === undefined || last === undefined || this.heap.length === 0) return first;
    let index = 0;
    for (;;) {
      const [left, right] = [this.heap[2 * index + 1], this.heap[2 * index + 2]];
      const least = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (least === undefined || !isBefore(least, last)) break;
      this.heap[index] = least;
      index = 2 * index + (least === right ? 2 : 1);
    }
    this.heap[index] = last;
    return first;
  }
}

interface Ordered {
  readonly cost: number;
  readonly order: number;
}

const isBefore = (a: Ordered, b: Ordered): boolean => a.cost < b.cost || (a.cost === b.cost && a.order < b.order);
