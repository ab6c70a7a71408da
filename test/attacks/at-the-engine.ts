import { SAMPLE_ACCOUNTS } from '../../app/samples/accounts.js';
import { actOf } from '../../rules/acts.js';

/** Every account of the sample that has no post for measuring, at the engine with its own credentials. */
export const STRANGERS_AT_THE_ENGINE: readonly string[] = SAMPLE_ACCOUNTS.filter(
  ({ roles }) => !roles.some((role) => actOf('survey-area').roles.includes(role)),
).map(({ username }) => username);
