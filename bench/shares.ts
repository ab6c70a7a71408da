import type { Result } from './result-lines.js';

const figures = (results: readonly Result[], scenario: string, field: string): number[] =>
  results.filter((one) => one['scenario'] === scenario).map((one) => Number(one[field] ?? NaN));

/**
 * Adds the commits a second of what was measured with its cost, and the share of what was possible at most: of the
 * official client against a server that does nothing, or of the commits of single rows over several connections.
 */
export function withShares(results: readonly Result[]): readonly Result[] {
  const client = Math.max(...figures(results, 'sdk-ceiling', 'completions_per_s'));
  const commits = Math.max(...figures(results, 'insert-commit', 'commits_per_s'));
  return results.map((result) => {
    if (result['client'] === 'sdk') return { ...result, share_of_ceiling: share(result['completions_per_s'], client) };
    if (typeof result['commits'] !== 'number') return result;
    const pace = result['commits'] / Number(result['seconds']);
    return { ...result, commits_per_s: round(pace), share_of_ceiling: share(pace, commits) };
  });
}

/** In percent; nothing where there is no ceiling. */
function share(figure: unknown, ceiling: number): string | undefined {
  const part = Number(figure) / ceiling;
  return Number.isFinite(part) && ceiling > 0 ? `${(100 * part).toFixed(0)} %` : undefined;
}

const round = (value: number): number => Math.round(value * 100) / 100;
