import { describe, expect, it } from '@jest/globals';
import { checkPublicContent, keepPublicFields, publicFields } from '../../../rules/publication/public-fields.js';
import { vocabulary } from '../../../rules/vocabulary.js';
import type { NoticeKind } from '../../../rules/vocabulary.js';
import { policy } from '../builders.js';

const kinds = Object.keys(vocabulary.noticeKind) as NoticeKind[];
const row = { householdNumber: '0042', address: '某路 1 号', maskedName: '张＊', areaSqm: '18.33' };

describe('what may be published', () => {
  it.each(kinds)('of %s never the person: no name, number, phone, account, illness', (kind) => {
    for (const tier of [1, 2] as const) {
      const { notice, row: fields } = publicFields(kind, tier);
      for (const field of ['holderName', 'idNumber', 'phone', 'payeeAccount', 'payeeName', 'registeredPersons']) {
        expect([...notice, ...fields]).not.toContain(field);
      }
    }
    expect(publicFields(kind, 1).row).not.toContain('maskedName');
    expect(publicFields(kind, 1).row).not.toContain('address');
  });

  it('of a record is only what is allowed', () => {
    const kept = keepPublicFields({ ...row, idNumber: '310113190001010000' }, publicFields('area-list', 2).row);
    expect(kept).toEqual(row);
  });

  it('of an area list passes in the scope and not on the open web', () => {
    expect(checkPublicContent('area-list', 2, { title: '面积公示' }, [row], policy).passed).toBe(true);
    const web = checkPublicContent('area-list', 1, { title: '面积公示' }, [row], policy);
    expect(web.findings.map(({ field }) => field)).toEqual([
      'rows[0].householdNumber',
      'rows[0].address',
      'rows[0].maskedName',
      'rows[0].areaSqm',
    ]);
  });

  it('is checked in every row and every text', () => {
    const decision = checkPublicContent(
      'area-list',
      2,
      { title: '面积公示', summary: '联系 13800000000', units: 60, phone: null },
      [row, { ...row, maskedName: '张三' }, { ...row, address: '证件 310113190001010000' }],
      policy,
    );
    expect(decision.findings.map(({ field }) => field)).toEqual([
      'summary',
      'phone',
      'rows[1].maskedName',
      'rows[2].address',
    ]);
  });
});
