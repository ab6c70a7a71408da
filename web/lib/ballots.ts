/** Paper ballots as people type or paste them. */
import type { BallotReading } from '../../api/contract/index.js';

export interface ParsedBallots {
  readonly ballots: readonly BallotReading[];
  /** Lines that could not be read, in words. */
  readonly faults: readonly string[];
}

/** Lines of `票号,户编号,选择,投票日,代理人`; tabs and Chinese commas separate too, the proxy may be left out. */
export function parseBallots(text: string, proxyPaperId: string | undefined): ParsedBallots {
  const ballots: BallotReading[] = [];
  const faults: string[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const [ballotNumber = '', householdNumber = '', choice = '', castOn = '', proxyName = ''] = line
      .split(/[,，\t]/)
      .map((part) => part.trim());
    if (ballotNumber === '' || !/^\d{1,2}$/.test(choice) || !/^\d{4}-\d{2}-\d{2}$/.test(castOn)) {
      faults.push(`第 ${String(index + 1)} 行不是“票号,户编号,选择,投票日,代理人”`);
      return;
    }
    ballots.push({
      ballotNumber,
      ...(householdNumber !== '' && { householdNumber }),
      choice: Number(choice),
      castOn,
      ...(proxyName !== '' && { proxyName, ...(proxyPaperId !== undefined && { proxyPaperId }) }),
    });
  });
  return { ballots, faults };
}
