/** The posts that people hold; at the engine each is a candidate group. */
export const ROLES = [
  'district-government',
  'planning-officer',
  'town-officer',
  'district-officer',
  'determination-officer',
  'field-officer',
  'project-supervisor',
  'supervision-department',
  'investment-supervisor',
  'approver',
  'seal-keeper',
  'publication-checker',
  'payment-maker',
  'bookkeeper',
  'finance-head',
  'general-manager',
  'auditor',
  'discipline-inspector',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];
