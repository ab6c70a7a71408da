/** Who is signed in, and what that person may do. Pages hide what the API would refuse; the API decides. */
import { computed, shallowRef } from 'vue';
import type { Session } from '../../api/contract/index.js';
import { actOf, type ActName } from '../../rules/acts.js';
import { readSession, signOut as endSession } from '../api.js';

const current = shallowRef<Session>();

export const session = computed<Session>(() => current.value ?? { kind: 'anonymous' });

/** Asks the API once; later calls answer from memory. */
export async function loadSession(): Promise<Session> {
  current.value ??= await readSession();
  return current.value;
}

export function setSession(next: Session): void {
  current.value = next;
}

export function forgetSession(): void {
  current.value = { kind: 'anonymous' };
}

export async function signOut(): Promise<void> {
  await endSession();
  forgetSession();
}

/** Whether one of the person's roles may do the act at all; separation and certificates are checked by the API. */
export function mayDo(act: ActName): boolean {
  const who = session.value;
  return who.kind === 'staff' && who.roles.some((role) => actOf(act).roles.includes(role));
}

export const isHousehold = computed(() => session.value.kind === 'household');
