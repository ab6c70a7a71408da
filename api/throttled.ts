import { ApiError } from './api-error.js';
import type { LoginThrottle } from './login-throttle.js';

/**
 * Takes note of an attempt to sign in, or answers 429 with the seconds to wait. Before anything is looked up: the answer
 * is the same for existing names and others.
 */
export async function admitAttempt(throttle: LoginThrottle, name: string, address: string): Promise<void> {
  const seconds = Math.ceil((await throttle.admit(name, address)) / 1000);
  if (seconds === 0) return;
  const detail = `登录失败次数过多，请 ${String(seconds)} 秒后再试。`;
  throw new ApiError('TOO_MANY_ATTEMPTS', detail, [], { 'Retry-After': String(seconds) });
}
