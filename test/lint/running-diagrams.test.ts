import { describe, expect, it } from '@jest/globals';
import type { ModdleElement } from 'bpmn-moddle';
import { elementOf, elementsOf, textOf } from '../../app/diagrams/moddle.js';
import { processIds } from '../diagrams/process-ids.js';
import { findingsOf, lintAsTheProjectDoes, readProcess } from './lint-diagram.js';

function* flowElements(container: ModdleElement): Generator<ModdleElement> {
  for (const element of elementsOf(container, 'flowElements')) {
    yield element;
    yield* flowElements(element);
  }
}

const processOf = (root: ModdleElement): ModdleElement => {
  const process = elementsOf(root, 'rootElements').find((element) => element.$type === 'bpmn:Process');
  if (process === undefined) throw new Error('no process');
  return process;
};

function find(root: ModdleElement, id: string): ModdleElement {
  const found = [...flowElements(processOf(root))].find((element) => element.id === id);
  if (found === undefined) throw new Error(`no element ${id}`);
  return found;
}

/** What a careless or dishonest editor does: the flows into a step go to the next step, and it is never reached. */
function goRound(root: ModdleElement, id: string): void {
  const step = find(root, id);
  const next = elementOf(elementsOf(step, 'outgoing')[0], 'targetRef');
  for (const flow of elementsOf(step, 'incoming')) Object.assign(flow, { targetRef: next });
  Object.assign(step, { incoming: [], outgoing: [] });
  const container = step.$parent;
  if (container === undefined) throw new Error(`${id} lies nowhere`);
  const rest = elementsOf(container, 'flowElements').filter((element) => element !== step);
  Object.assign(container, { flowElements: rest });
}

/** Turns a decision round: the flow with the wanted verdict is taken with any other. */
function turnRound(root: ModdleElement, gateway: string): void {
  for (const flow of elementsOf(find(root, gateway), 'outgoing')) {
    const condition = elementOf(flow, 'conditionExpression');
    const body = textOf(condition, 'body') ?? '';
    if (condition !== undefined) Object.assign(condition, { body: body.replace(' = "approved"', ' != "approved"') });
  }
}

describe('the diagrams the project runs', () => {
  it.each(processIds)('%s keeps every rule without a warning', async (id) => {
    await expect(lintAsTheProjectDoes(await readProcess(id))).resolves.toEqual([]);
  });

  it.each([
    ['Task_ApprovePayment1', 'approve-payment-1'],
    ['Task_ApprovePayment2', 'approve-payment-2'],
    ['Task_ApprovePayment3', 'approve-payment-3'],
    ['Task_ApprovePayment4', 'approve-payment-4'],
    ['Task_ReleasePayment', 'release-payment'],
    ['Task_CheckSpecialAccount', 'check-special-account'],
  ])('payment cannot be edited to go round %s', async (id, gate) => {
    const root = await readProcess('payment');
    goRound(root, id);
    const sentence = `A path leads to the bank file without: ${gate}`;
    await expect(findingsOf('payment-needs-approval', root)).resolves.toEqual([['Task_SendBankFile', sentence]]);
  });

  it.each(['Gateway_Payment1Approved', 'Gateway_Payment3Approved', 'Gateway_ListApproved', 'Gateway_PaymentReleased'])(
    'payment cannot be edited to pay what %s refused',
    async (gateway) => {
      const root = await readProcess('payment');
      turnRound(root, gateway);
      const [finding] = await findingsOf('payment-needs-approval', root);
      expect(finding?.[0]).toBe('Task_SendBankFile');
    },
  );

  it.each([
    ['Task_ReviewProjectSupervisor', 'review-project-supervisor'],
    ['Task_ReviewSupervisionDepartment', 'review-supervision-department'],
    ['Task_ReviewInvestmentSupervisor', 'review-investment-supervisor'],
    ['Task_ApproveAgreement', 'approve-agreement'],
  ])('the file bag cannot be approved round %s', async (id, gate) => {
    const root = await readProcess('file-bag-review');
    goRound(root, id);
    const findings = await findingsOf('review-before-seal', root);
    expect(findings.map(([, sentence]) => sentence).join()).toContain(gate);
  });

  it.each(['Call_FileBagReview', 'Gateway_ReviewApproved'])('nothing is sealed round %s', async (id) => {
    const root = await readProcess('household-agreement');
    goRound(root, id);
    const findings = await findingsOf('review-before-seal', root);
    expect(findings.map(([element]) => element)).toContain('Task_SealAgreement');
  });

  it('an agreement returned for its evidence is not sealed on the old review', async () => {
    const root = await readProcess('household-agreement');
    Object.assign(find(root, 'Flow_RectifyFileBag_To_ReturnReason'), { targetRef: find(root, 'Task_SealAgreement') });
    const findings = await findingsOf('review-before-seal', root);
    expect(findings.map(([element]) => element)).toContain('Task_SealAgreement');
  });

  it('nobody negotiates round the determination of the area', async () => {
    const root = await readProcess('household-case');
    goRound(root, 'Call_AreaDetermination');
    await expect(findingsOf('area-before-negotiation', root)).resolves.toEqual([
      ['Call_HouseholdAgreement', 'A path leads here without: area-determination'],
    ]);
  });

  it('no officer stays alone when the second task is taken away', async () => {
    const root = await readProcess('area-determination');
    goRound(root, 'Task_SurveySecond');
    const findings = await findingsOf('two-officers', root);
    expect(findings.map(([element]) => element)).toEqual(['Task_SurveyFirst']);
  });
});
