import { describe, expect, it } from '@jest/globals';
import { mayActOnCase } from '../../../rules/staff/may-act-on-case.js';
import type { ActOnCase, ActingPerson } from '../../../rules/staff/may-act-on-case.js';
import { caseAct, codes, policy } from '../builders.js';

const person = (personId: string, rest: Partial<ActingPerson> = {}): ActingPerson => ({
  personId,
  roles: ['field-officer'],
  certificates: [{ personId, number: '证', validFrom: '2026-03-01', validTo: '2027-02-28' }],
  ...rest,
});
const request = (act: ActOnCase['act'], who: ActingPerson, rest: Partial<ActOnCase> = {}): ActOnCase => ({
  act,
  person: who,
  on: '2026-11-24',
  round: 1,
  caseActs: [],
  commissions: null,
  ...rest,
});
const found = (asked: ActOnCase) => mayActOnCase(asked, policy).findings.map(({ code, basis }) => `${code} ${basis}`);

describe('who may act on a case', () => {
  it('lets a certified field officer negotiate', () => {
    expect(mayActOnCase(request('negotiate', person('甲')), policy).passed).toBe(true);
  });

  it('needs the role (R-69)', () => {
    expect(found(request('seal-agreement', person('甲')))).toEqual(['ROLE_MISSING R-41、SD2']);
    expect(found(request('move-clock', person('甲')))).toEqual(['ROLE_MISSING R-69']);
  });

  it('needs a certificate valid that day only where the act asks for one (SD16)', () => {
    const uncertified = person('甲', { certificates: [] });
    expect(found(request('survey-area', uncertified))).toEqual(['CERTIFICATE_INVALID R-42、SD16']);
    expect(found(request('upload-document', uncertified))).toEqual([]);
    expect(found(request('survey-area', person('甲'), { on: '2027-03-01' }))).toEqual([
      'CERTIFICATE_INVALID R-42、SD16',
    ]);
  });

  it('does not let the same officer do both surveys of a round, but one of the next round (R-42, SD2)', () => {
    const caseActs = [caseAct('survey-area', '甲')];
    expect(found(request('survey-area', person('甲'), { caseActs }))).toEqual(['SAME_OFFICER_TWICE R-42、SD2']);
    expect(found(request('survey-area', person('甲'), { caseActs, round: 2 }))).toEqual([]);
    const withdrawn = [caseAct('survey-area', '甲', { withdrawn: true })];
    expect(found(request('survey-area', person('甲'), { caseActs: withdrawn }))).toEqual([]);
  });

  it('lets only the officers of this round sign (R-42)', () => {
    const caseActs = [caseAct('negotiate', '甲'), caseAct('negotiate', '乙')];
    expect(found(request('sign-as-officer', person('甲'), { caseActs }))).toEqual([]);
    expect(found(request('sign-as-officer', person('丙'), { caseActs }))).toEqual(['NOT_NEGOTIATING_OFFICER R-42']);
    expect(found(request('sign-as-officer', person('甲'), { caseActs, round: 2 }))).toHaveLength(1);
  });

  it('looks at the cases this one belongs to as well (SD9, SD12)', () => {
    const officer = person('认定甲', { roles: ['determination-officer'] });
    const relatedActs = [caseAct('determine-area', '认定甲')];
    expect(found(request('answer-objection', officer, { relatedActs }))).toEqual(['DUTY_NOT_SEPARATED SD12']);
    const head = person('财务甲', { roles: ['finance-head'] });
    const handled = [caseAct('negotiate', '财务甲')];
    expect(found(request('approve-payment-3', head, { relatedActs: handled }))).toEqual(['DUTY_NOT_SEPARATED SD9']);
  });

  it('keeps away who must stay away (SD7, SD15)', () => {
    const away = { recusedPersonIds: ['甲'] };
    expect(found(request('negotiate', person('甲'), away))).toEqual(['RECUSED SD15']);
    expect(found(request('judge-special-case', person('甲'), away))).toEqual(['RECUSED SD7']);
  });

  it('tells everything that is wrong, not only the first', () => {
    const wrong = request('negotiate', person('甲', { roles: [], certificates: [] }), {
      caseActs: [caseAct('negotiate', '甲'), caseAct('approve-agreement', '甲')],
      recusedPersonIds: ['甲'],
    });
    expect(codes(mayActOnCase(wrong, policy).findings)).toEqual([
      'ROLE_MISSING',
      'CERTIFICATE_INVALID',
      'SAME_OFFICER_TWICE',
      'DUTY_NOT_SEPARATED',
      'RECUSED',
    ]);
  });
});

describe('outsiders', () => {
  const fromFirm = person('甲', { organisation: 'firm' });

  it.each(['nominate-agencies', 'count-appraiser-votes', 'attest-appraiser-vote'] as const)(
    'the firm has no part in %s (SD3)',
    (act) => {
      expect(found(request(act, fromFirm))).toEqual(['ORGANISATION_EXCLUDED SD3、R-17']);
      expect(found(request(act, person('镇甲', { organisation: 'town' })))).toEqual([]);
    },
  );

  it('the firm reads the appraisal report only after the town handed it down (R-35, SD4)', () => {
    const approved = caseAct('approve-appraisal-report', '镇乙', { verdict: 'approved' });
    expect(found(request('read-appraisal-report', fromFirm))).toEqual(['ORGANISATION_EXCLUDED SD4、R-35']);
    const withdrawn = [{ ...approved, withdrawn: true }];
    expect(found(request('read-appraisal-report', fromFirm, { caseActs: withdrawn }))).toHaveLength(1);
    expect(found(request('read-appraisal-report', fromFirm, { caseActs: [approved] }))).toEqual([]);
  });

  it('who fixed the value date does not approve the report alone (SD5)', () => {
    const fixed = caseAct('fix-value-date', '镇甲');
    const own = person('镇甲', { organisation: 'town' });
    expect(found(request('approve-appraisal-report', own, { caseActs: [fixed] }))).toEqual(['DECIDED_ALONE SD5、R-34']);
    const other = caseAct('approve-appraisal-report', '镇乙', { verdict: 'approved' });
    expect(found(request('approve-appraisal-report', own, { caseActs: [fixed, other] }))).toEqual([]);
    expect(found(request('approve-appraisal-report', person('镇乙'), { caseActs: [fixed] }))).toEqual([]);
  });

  it.each(['firm', 'appraisal-agency', 'builder'] as const)(
    'an investment supervisor tied to the %s may not review (SD6)',
    (body) => {
      const tied = person('监理甲', { roles: ['investment-supervisor'], affiliations: [body] });
      expect(found(request('release-payment', tied))).toEqual(['AFFILIATED SD6、R-50']);
      const within = person('监理甲', { roles: ['investment-supervisor'], organisation: body });
      expect(found(request('check-before-signing', within))).toEqual(['AFFILIATED SD6、R-50']);
    },
  );

  it('an independent investment supervisor may', () => {
    const free = person('监理甲', {
      roles: ['investment-supervisor'],
      organisation: 'investment-supervision-firm',
      affiliations: ['town'],
    });
    expect(found(request('review-investment-supervisor', free))).toEqual([]);
  });

  describe('of a project (R-10)', () => {
    const commission = { firmOrganisationId: '甲所', validFrom: '2026-11-01', validTo: '2026-11-24' };
    const officer = person('甲', { organisation: 'firm', organisationId: '甲所' });
    const asked = (commissions: ActOnCase['commissions'], on = '2026-11-24', who = officer) =>
      found(request('negotiate', who, { commissions, on }));

    it('lets a firm work on the first and the last day of its commission, and on no other', () => {
      expect(asked([commission], '2026-11-01')).toEqual([]);
      expect(asked([commission], '2026-11-24')).toEqual([]);
      expect(asked([commission], '2026-10-31')).toEqual(['NOT_COMMISSIONED R-10']);
      expect(asked([commission], '2026-11-25')).toEqual(['NOT_COMMISSIONED R-10']);
    });

    it('lets it work without end where the commission has none', () => {
      expect(asked([{ ...commission, validTo: null }], '2027-01-31')).toEqual([]);
    });

    it('refuses every firm without one: of another firm, of none, of nobody', () => {
      expect(asked([])).toEqual(['NOT_COMMISSIONED R-10']);
      expect(asked([{ ...commission, firmOrganisationId: '乙所' }])).toEqual(['NOT_COMMISSIONED R-10']);
      expect(asked([commission], '2026-11-24', person('甲'))).toEqual(['NOT_COMMISSIONED R-10']);
    });

    it('asks nothing of those who are no firm', () => {
      const town = person('街镇甲', { roles: ['town-officer'] });
      expect(found(request('mask-notice', town, { commissions: [] }))).toEqual([]);
    });
  });
});
