import type { Role } from '../../rules/acts.js';
import type { OrganisationKind } from '../../rules/vocabulary/people.js';
import { createAccount, createOrganisation } from '../../db/repositories/accounts.repository.js';
import type { Transaction } from '../../db/transaction.js';

/** Password of every account a factory makes. */
export const PASSWORD = 'correct horse';

const people = {
  town: ['town-officer', '街镇经办甲', 'town', false],
  district: ['district-officer', '区房管经办甲', 'housing-bureau', false],
  otherDistrict: ['district-officer', '区房管经办乙', 'housing-bureau', false],
  determiner: ['determination-officer', '认定人员甲', 'determination-body', false],
  otherDeterminer: ['determination-officer', '认定人员乙', 'determination-body', false],
  officerA: ['field-officer', '经办甲', 'firm', true],
  officerB: ['field-officer', '经办乙', 'firm', true],
  officerC: ['field-officer', '经办丙', 'firm', true],
  uncertified: ['field-officer', '经办丁', 'firm', false],
  projectSupervisor: ['project-supervisor', '项目主管甲', 'firm', false],
  supervision: ['supervision-department', '监管部甲', 'firm', false],
  investment: ['investment-supervisor', '投资监理甲', 'investment-supervision-firm', false],
  approver: ['approver', '审批人甲', 'firm', false],
  sealKeeper: ['seal-keeper', '用印人甲', 'firm', false],
  checker: ['publication-checker', '公示审核人甲', 'town', false],
  maker: ['payment-maker', '清单编制人甲', 'firm', false],
  bookkeeper: ['bookkeeper', '会计甲', 'firm', false],
  financeHead: ['finance-head', '财务负责人甲', 'firm', false],
  otherSupervision: ['supervision-department', '监管部乙', 'firm', false],
  stateAssets: ['state-assets-inspector', '国资监管甲', 'state-assets-commission', false],
  discipline: ['discipline-inspector', '纪检甲', 'discipline-commission', false],
  generalManager: ['general-manager', '总经理甲', 'firm', false],
} as const satisfies Record<string, readonly [Role, string, OrganisationKind, boolean]>;

export type StaffName = keyof typeof people;
export type Staff = Readonly<Record<StaffName, string>> & { readonly townId: string; readonly firmId: string };

const organisations: Partial<Record<OrganisationKind, string>> = {
  town: '甲镇',
  'housing-bureau': '区房管局',
  'determination-body': '面积认定机关',
  firm: '甲征收事务所',
  'investment-supervision-firm': '甲投资监理公司',
  'state-assets-commission': '区国资委',
  'discipline-commission': '区纪委监委',
};

/** One person per role and more where rules need them; officers A, B and C hold a certificate for 2026. Ids by name. */
export async function createStaff(tx: Transaction): Promise<Staff> {
  const bodies = new Map<OrganisationKind, string>();
  for (const [kind, name] of Object.entries(organisations) as [OrganisationKind, string][]) {
    bodies.set(kind, await createOrganisation(tx, name, kind));
  }
  const ids = new Map<string, string>();
  for (const [name, [role, displayName, body, certified]] of Object.entries(people)) {
    const account = {
      username: name,
      displayName,
      organisationId: bodies.get(body) ?? '',
      password: PASSWORD,
      roles: [{ role, validFrom: '2026-01-01' }],
    };
    const certificate = { number: `沪征-${name}`, validFrom: '2026-01-01', validTo: '2026-12-31' };
    ids.set(name, await createAccount(tx, certified ? { ...account, certificate } : account));
  }
  const staff = Object.fromEntries(ids) as Record<StaffName, string>;
  return { ...staff, townId: bodies.get('town') ?? '', firmId: bodies.get('firm') ?? '' };
}
