import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Database } from '../db/database.js';
import { createAccount, createOrganisation, findAccountByUsername } from '../db/repositories/accounts.repository.js';
import { importHouseholds } from '../db/repositories/households.repository.js';
import { registerProject } from '../db/repositories/projects.repository.js';
import { enterPanelPerson } from '../db/repositories/review-panel.repository.js';
import { depositFunds } from '../db/repositories/special-accounts.repository.js';
import type { Transaction } from '../db/transaction.js';
import { addMonths } from '../rules/dates.js';
import { validateHouseholds } from '../rules/import/validate-households.js';
import { SAMPLE_ACCOUNTS, SAMPLE_ORGANISATIONS, SAMPLE_PASSWORD } from './samples/accounts.js';
import type { SampleAccount } from './samples/accounts.js';

/** The sample project's figures: the published case TV1 is its first household. */
export const SAMPLE_PROJECT = {
  code: 'BS-2026-001',
  name: '示例路旧城区改建项目',
  mode: 'negotiated',
  averagePriceYuan: '25861.08',
  subsidyCoefficientBp: 3000,
  unitSizeSubsidySqm: '15.00',
  effectiveRateBp: 9000,
  signingPeriodDays: 30,
  conversionPriceYuan: '21500.00',
} as const;

export const sampleHouseholdsFile = new URL('./samples/households.csv', import.meta.url);

/** Organisations and accounts of the sample; answers the organisations' ids by name. Asked twice, nothing changes. */
export async function createSampleAccounts(
  tx: Transaction,
  accounts: readonly SampleAccount[] = SAMPLE_ACCOUNTS,
): Promise<Map<string, string>> {
  const organisations = new Map<string, string>();
  for (const { name, kind } of SAMPLE_ORGANISATIONS) organisations.set(name, await createOrganisation(tx, name, kind));
  const today = await tx.today();
  for (const { username, displayName, organisation, roles, certified, panelCategory } of accounts) {
    const id = await createAccount(tx, {
      username,
      displayName,
      organisationId: organisations.get(organisation) ?? '',
      password: SAMPLE_PASSWORD,
      roles: roles.map((role) => ({ role, validFrom: today })),
      ...(certified === true
        ? { certificate: { number: `示例-${username}`, validFrom: today, validTo: addMonths(today, 12) } }
        : {}),
    });
    if (panelCategory !== undefined) await enterPanelPerson(tx, id, panelCategory);
  }
  return organisations;
}

async function sampleHouseholds() {
  const rows: string[][] = parse(await readFile(sampleHouseholdsFile, 'utf8'), { bom: true });
  const [header = [], ...lines] = rows;
  const records = lines.map((line) => Object.fromEntries(header.map((name, index) => [name, line[index] ?? ''])));
  const checked = validateHouseholds(records, header);
  if (!checked.ok) throw new Error(`示例户册有误：${JSON.stringify(checked.errors.slice(0, 3))}`);
  return checked.households;
}

/** Loads the sample project into an empty database, whole or not at all; where projects exist it does nothing. */
export async function loadSampleProject(database: Database): Promise<void> {
  const households = await sampleHouseholds();
  await database.transaction(async (tx) => {
    await tx.lock('sample-project');
    if (await tx.maybeOne('SELECT FROM project LIMIT 1')) return;
    const organisations = await createSampleAccounts(tx);
    const town = await findAccountByUsername(tx, 'town-a');
    const district = await findAccountByUsername(tx, 'district');
    const { averagePriceYuan, unitSizeSubsidySqm, conversionPriceYuan, ...figures } = SAMPLE_PROJECT;
    const hundredths = (text: string) => BigInt(text.replace('.', ''));
    const projectId = await registerProject(
      tx,
      {
        ...figures,
        registeredOn: await tx.today(),
        averagePriceFen: hundredths(averagePriceYuan),
        unitSizeSubsidyHundredths: hundredths(unitSizeSubsidySqm),
        conversionPriceFen: hundredths(conversionPriceYuan),
        townOrganisationId: organisations.get('示例街镇') ?? '',
        firmOrganisationId: organisations.get('示例第一征收事务所') ?? '',
      },
      district?.id ?? '',
    );
    const deposit = { projectId, amountFen: 5_000_000_000n, reference: '示例首期资金' };
    await depositFunds(tx, deposit, town?.id ?? '');
    await importHouseholds(tx, projectId, households, town?.id ?? '');
  });
}
