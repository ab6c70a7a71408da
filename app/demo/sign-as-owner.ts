import type { CaseView } from '../../api/contract/index.js';
import { SAMPLE_ACCOUNTS } from '../samples/accounts.js';
import type { HttpSession } from './http-session.js';

/**
 * The owner of a house that is let signs its agreement by hand; an officer who negotiated records it with the scan. Does
 * nothing where the household owns its house, or the owner has signed this version.
 */
export async function recordOwnerSignature(
  householdId: string,
  sessionOf: (username: string) => HttpSession | Promise<HttpSession>,
): Promise<void> {
  const reader = await sessionOf('audit');
  const { agreements, calculations, negotiations } = await reader.get<CaseView>(`/api/households/${householdId}`);
  const agreement = agreements.find(({ status }) => status === 'prepared');
  const isLet = calculations.some(({ superseded, ownerShare }) => !superseded && ownerShare !== null);
  if (agreement === undefined || !isLet || agreement.signatures.some(({ party }) => party === 'owner')) return;
  const officer = SAMPLE_ACCOUNTS.find(({ displayName }) => displayName === negotiations.at(-1)?.officerName);
  const session = await sessionOf(officer?.username ?? '');
  const scan = new File([`${agreement.number} 产权人签署页\n`], `产权人签署页-${String(agreement.version)}.txt`, {
    type: 'text/plain',
  });
  const path = `/api/households/${householdId}/documents`;
  const { id } = await session.upload<{ id: string }>(path, { type: 'signed-agreement' }, scan);
  await session.post(`/api/agreements/${agreement.id}/paper-signature`, {
    party: 'owner',
    contentHash: agreement.contentHash,
    documentId: id,
    keptAt: '街镇档案室',
  });
}
