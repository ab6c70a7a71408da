import type { OrganisationKind } from '../../rules/vocabulary/people.js';
import type { Transaction } from '../transaction.js';

/** Kinds of bodies that own, employ or pay this one today, or that it owns, by confirmed ties (SD6). */
export async function affiliationsOf(tx: Transaction, organisationId: string): Promise<OrganisationKind[]> {
  const rows = await tx.query<{ kind: OrganisationKind }>(
    `SELECT DISTINCT kind FROM bodies_tied_to($1, app_today()) tied JOIN organisation ON organisation.id = tied.organisation_id
     ORDER BY kind`,
    [organisationId],
  );
  return rows.map(({ kind }) => kind);
}
