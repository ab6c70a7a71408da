/** How many callers there are at the same time. */
export interface Form {
  readonly form: 'sequential' | 'concurrent';
  readonly starters: number;
  readonly workers: number;
  /** Jobs that one worker completes at the same time. */
  readonly inFlight: number;
  /** People who work on user tasks. */
  readonly drivers: number;
  /** Tasks of a page that one of them has in hand at the same time. */
  readonly tasksInFlight: number;
}

/** As the harness of the peers does it by default: what one caller waits for decides the pace. */
export const sequential: Form = {
  form: 'sequential',
  starters: 2,
  workers: 2,
  inFlight: 1,
  drivers: 2,
  tasksInFlight: 1,
};

/** As the job workers of the official client do it: enough callers that commits are shared. */
export const concurrent: Form = {
  form: 'concurrent',
  starters: 16,
  workers: 2,
  inFlight: 32,
  drivers: 2,
  tasksInFlight: 10,
};
