import { describe, expect, it } from '@jest/globals';
import { component, componentLabels } from '../../../rules/compensation/component.js';
import type { ComponentName } from '../../../rules/compensation/component.js';
import {
  defectsOf,
  evidenceChain,
  registerRecordTerms,
  requiredDocuments,
} from '../../../rules/review/evidence-chain.js';
import type { ChainFacts, RegisterRecord } from '../../../rules/review/evidence-chain.js';
import { checkEvidenceChain } from '../../../rules/review/file-bag.js';
import { documentTypeTerms } from '../../../rules/vocabulary/papers.js';
import type { DocumentType } from '../../../rules/vocabulary/papers.js';

const HASH = 'a'.repeat(64);
const everyRecord = new Map(
  (Object.keys(registerRecordTerms) as RegisterRecord[]).map((record) => [record, [{ name: '第 1 版', hash: HASH }]]),
);
const everyPaper = (Object.keys(documentTypeTerms) as DocumentType[]).map((type) => ({
  type,
  name: `${type}.pdf`,
  contentHash: HASH,
}));
const full: ChainFacts = {
  tenure: 'private',
  hardship: true,
  otherPayee: true,
  nonResidential: false,
  areaHundredths: 9795n,
  registeredPersons: 5,
  hardshipPersons: 3,
  components: (Object.keys(componentLabels) as ComponentName[]).map((name) => component(name, 100n, '—')),
  documents: everyPaper,
  records: everyRecord,
};
const without = (facts: ChainFacts, type: DocumentType): ChainFacts => ({
  ...facts,
  documents: facts.documents.filter((document) => document.type !== type),
});

describe('the evidence chain (R-40)', () => {
  it('bears every square metre, person, payee and every kind of amount there is', () => {
    const claims = evidenceChain(full);
    expect(claims).toHaveLength(Object.keys(componentLabels).length + 4);
    expect(claims.filter(({ evidence }) => evidence.length === 0)).toEqual([]);
    expect(defectsOf(claims)).toEqual([]);
    expect(claims[0]).toMatchObject({ kind: 'area', value: '97.95 ㎡' });
    expect(claims.find(({ label }) => label === '搬迁费')?.value).toBe('1.00 元');
    expect(claims.find(({ label }) => label === '房屋评估补偿')?.evidence).toContainEqual({
      label: '分户评估报告',
      name: 'appraisal-report.pdf',
      hash: HASH,
    });
  });

  it.each([
    { tenure: 'private', hardship: false, otherPayee: false, nonResidential: false },
    { tenure: 'public-tenancy', hardship: true, otherPayee: false, nonResidential: false },
    { tenure: 'government-rent', hardship: false, otherPayee: true, nonResidential: true },
  ] as const)('needs exactly the papers of the bag, each for something that hangs on it: %o', (subject) => {
    const components = [
      component('house-value', 1n, '—'),
      ...(subject.hardship ? [component('hardship-top-up', 1n, '—')] : []),
      ...(subject.nonResidential ? [component('business-loss', 1n, '—')] : []),
    ];
    const hardshipPersons = subject.hardship ? 2 : 0;
    const bare = { ...full, ...subject, hardshipPersons, components, documents: [] };
    const needed = requiredDocuments(subject).map(({ type, reason }) => [documentTypeTerms[type].label, reason]);
    expect(defectsOf(evidenceChain(bare)).map(({ missing, reason }) => [missing, reason])).toEqual(
      expect.arrayContaining(needed),
    );
    expect(defectsOf(evidenceChain(bare))).toHaveLength(needed.length);
  });

  it.each([
    ['determination', 'b', '认定面积'],
    ['report', 'a', '房屋评估补偿'],
    ['plan', 'a', '搬迁费'],
    ['counts', 'a', '空调移装费'],
    ['business', 'a', '停产停业损失补偿'],
    ['opinion', 'a', '公信评议特殊处理'],
  ] as const)('breaks where the registers hold no %s: reason %s', (record, reason, hanging) => {
    const records = new Map([...everyRecord].filter(([each]) => each !== record));
    const [defect, ...others] = defectsOf(evidenceChain({ ...full, records }));
    expect(others).toEqual([]);
    expect(defect).toMatchObject({ reason, missing: registerRecordTerms[record].label });
    expect(defect?.claims).toContain(hanging);
  });

  it('says in one sentence what is missing, why it goes back and what hangs on it', () => {
    const [finding, ...others] = checkEvidenceChain(evidenceChain(without(full, 'household-register')));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'FILE_BAG_INCOMPLETE', basis: 'R-40、R-52' });
    expect(finding?.message).toBe(
      '在册人口、居住困难保障人口、居住困难户保障补贴、户口迁移奖缺少依据：户籍资料（退回理由 c），请补齐',
    );
  });

  it('bears no claim twice, and no paper of another kind', () => {
    const bare: ChainFacts = { ...full, documents: [{ type: 'other', name: '照片', contentHash: HASH }] };
    const claims = evidenceChain(bare);
    expect(claims.flatMap(({ evidence }) => evidence).filter(({ name }) => name === '照片')).toEqual([]);
    expect(new Set(defectsOf(claims).map(({ missing }) => missing)).size).toBe(defectsOf(claims).length);
  });
});
