import type { RouteLocationRaw } from 'vue-router';
import type { Session } from '../../api/contract/index.js';
import { mayDo } from './session.js';

/** Where a person lands after signing in. */
export function landingPage(kind: Session['kind']): RouteLocationRaw {
  if (kind === 'household') return { name: 'my-home' };
  if (kind === 'owner') return { name: 'my-house' };
  if (kind === 'anonymous') return { name: 'board' };
  return mayDo('move-clock') && !mayDo('read-case') ? { name: 'clock' } : { name: 'workbench' };
}
