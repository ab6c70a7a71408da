import { formatYuan } from '../units.js';
import type { Compensation } from './component.js';

/** A computed compensation as JSON for people and other programs: amounts in yuan as text. */
export interface CompensationOutput {
  readonly components: readonly {
    readonly name: string;
    readonly label: string;
    readonly yuan: string;
    readonly basis: string;
  }[];
  readonly totalYuan: string;
}

export function compensationOutput({ components, totalFen }: Compensation): CompensationOutput {
  return {
    components: components.map(({ name, label, fen, basis }) => ({ name, label, yuan: formatYuan(fen), basis })),
    totalYuan: formatYuan(totalFen),
  };
}
