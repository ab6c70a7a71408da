/** A phone number keeps its first 3 and last 4 digits, enough to recognise one's own. */
export function maskPhone(phone: string): string {
  return phone.length < 10 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** A bank account keeps its last 4 digits. */
export function maskAccount(account: string): string {
  return account.length < 8 ? '*'.repeat(account.length) : `****${account.slice(-4)}`;
}
