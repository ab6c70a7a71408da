import type { RouteLocationRaw } from 'vue-router';
import { mayDo } from './session.js';

/** Where a person lands after signing in. */
export function landingPage(kind: 'staff' | 'household' | 'anonymous'): RouteLocationRaw {
  if (kind === 'household') return { name: 'my-home' };
  if (kind === 'anonymous') return { name: 'board' };
  return mayDo('move-clock') && !mayDo('read-case') ? { name: 'clock' } : { name: 'workbench' };
}
