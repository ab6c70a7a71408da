/** One word of the field: Chinese label for people, one-line meaning, and where it comes from. */
export interface Term {
  readonly label: string;
  readonly meaning: string;
  readonly source: string;
}

export const term = (label: string, meaning: string, source: string): Term => ({ label, meaning, source });
