/** Remembers how to undo each change of the command under way, so that a refused command leaves no trace. */
export class Journal {
  #undo: (() => void)[] = [];

  add(undo: () => void): void {
    this.#undo.push(undo);
  }

  get mark(): number {
    return this.#undo.length;
  }

  /** Undoes everything since the mark, last change first. */
  undoTo(mark: number): void {
    while (this.#undo.length > mark) this.#undo.pop()?.();
  }

  forget(): void {
    this.#undo = [];
  }
}
