import type { Role } from '../acts.js';
import type { OrganisationKind } from '../vocabulary/people.js';

/** Whom a body answers to when a decision stays undone, from the firm up to the discipline commission. */
const ABOVE: Partial<Record<OrganisationKind, OrganisationKind>> = {
  firm: 'town',
  town: 'housing-bureau',
  'housing-bureau': 'district-government',
  'planning-bureau': 'district-government',
  'district-government': 'discipline-commission',
};

/** The body told at the given overdue alarm of a decision, counted from 1; at the top it stays there. */
export function organisationToTell(owner: OrganisationKind, alarm: number): OrganisationKind {
  let body = owner;
  for (let step = 0; step < alarm; step += 1)
    body = ABOVE[body] ?? (body === 'discipline-commission' ? body : 'housing-bureau');
  return body;
}

const POSTS: Partial<Record<OrganisationKind, readonly Role[]>> = {
  firm: ['general-manager'],
  town: ['town-officer'],
  'housing-bureau': ['district-officer'],
  'planning-bureau': ['planning-officer'],
  'district-government': ['district-government'],
  'discipline-commission': ['discipline-inspector'],
};

/** The posts of a body that are told of what it has to see to. */
export const rolesOfBody = (body: OrganisationKind): readonly Role[] => POSTS[body] ?? ['district-officer'];
