/** What an engine has done since it was opened. */
export interface EngineFigures {
  readonly accepted: number;
  readonly rejected: number;
  readonly commits: number;
  readonly commitMs: number;
  readonly commitFailures: number;
}

/** Counts; the parts that do the work hold it. */
export class Figures implements EngineFigures {
  accepted = 0;
  rejected = 0;
  commits = 0;
  commitMs = 0;
  commitFailures = 0;
}
