import type { ElementShape, FormatName, MessageShape, Occurs } from './message-shape.js';

const leaf = (name: string, format: FormatName, occurs: Occurs = '1'): ElementShape => ({ name, occurs, format });
const group = (name: string, occurs: Occurs, ...children: ElementShape[]): ElementShape => ({ name, occurs, children });
const either = (name: string, occurs: Occurs, ...children: ElementShape[]): ElementShape => ({
  name,
  occurs,
  children,
  choice: true,
});
const money = (name: string): ElementShape => ({ name, occurs: '1', format: 'amount', attributes: { Ccy: 'yuan' } });
const account = (name: string, occurs: Occurs, ...more: ElementShape[]): ElementShape =>
  group(name, occurs, group('Id', '1', group('Othr', '1', leaf('Id', 'text34'))), ...more);
const day = (name: string, occurs: Occurs): ElementShape =>
  either(name, occurs, leaf('Dt', 'date', '?'), leaf('DtTm', 'dateTime', '?'));
const reason: ElementShape = either('Rsn', '?', leaf('Cd', 'code', '?'), leaf('Prtry', 'text35', '?'));
const party = (name: string): ElementShape => group(name, '?', group('Pty', '1', leaf('Nm', 'text140', '?')));
const remittance = group('RmtInf', '?', leaf('Ustrd', 'text140', '*'));

/** The order to pay: one block, one account, transfers in CNY. */
export const PAIN_001: MessageShape = {
  name: 'pain.001.001.09',
  body: group(
    'CstmrCdtTrfInitn',
    '1',
    group(
      'GrpHdr',
      '1',
      leaf('MsgId', 'text35'),
      leaf('CreDtTm', 'dateTime'),
      leaf('NbOfTxs', 'count'),
      leaf('CtrlSum', 'sum'),
      group('InitgPty', '1', leaf('Nm', 'text140')),
    ),
    group(
      'PmtInf',
      '1',
      leaf('PmtInfId', 'text35'),
      leaf('PmtMtd', 'transfer'),
      leaf('NbOfTxs', 'count'),
      leaf('CtrlSum', 'sum'),
      group('ReqdExctnDt', '1', leaf('Dt', 'date')),
      group('Dbtr', '1', leaf('Nm', 'text140')),
      account('DbtrAcct', '1'),
      group('DbtrAgt', '1', group('FinInstnId', '1', group('Othr', '1', leaf('Id', 'text35')))),
      group(
        'CdtTrfTxInf',
        '+',
        group('PmtId', '1', leaf('InstrId', 'text35'), leaf('EndToEndId', 'text35')),
        group('Amt', '1', money('InstdAmt')),
        group('Cdtr', '1', leaf('Nm', 'text140')),
        account('CdtrAcct', '1'),
        group('RmtInf', '1', leaf('Ustrd', 'text140')),
      ),
    ),
  ),
};

const statusReason = group('StsRsnInf', '*', reason, leaf('AddtlInf', 'text105', '*'));

/** What became of each order of one file. */
export const PAIN_002: MessageShape = {
  name: 'pain.002.001.10',
  body: group(
    'CstmrPmtStsRpt',
    '1',
    group('GrpHdr', '1', leaf('MsgId', 'text35'), leaf('CreDtTm', 'dateTime')),
    group(
      'OrgnlGrpInfAndSts',
      '1',
      leaf('OrgnlMsgId', 'text35'),
      leaf('OrgnlMsgNmId', 'text35'),
      leaf('OrgnlNbOfTxs', 'count', '?'),
      leaf('OrgnlCtrlSum', 'sum', '?'),
      leaf('GrpSts', 'code', '?'),
      statusReason,
    ),
    group(
      'OrgnlPmtInfAndSts',
      '+',
      leaf('OrgnlPmtInfId', 'text35'),
      leaf('PmtInfSts', 'code', '?'),
      statusReason,
      group(
        'TxInfAndSts',
        '+',
        leaf('StsId', 'text35', '?'),
        leaf('OrgnlInstrId', 'text35', '?'),
        leaf('OrgnlEndToEndId', 'text35'),
        leaf('TxSts', 'code'),
        statusReason,
        leaf('AccptncDtTm', 'dateTime', '?'),
        leaf('AcctSvcrRef', 'text35', '?'),
        group('OrgnlTxRef', '1', group('Amt', '1', money('InstdAmt')), party('Cdtr'), account('CdtrAcct', '?')),
      ),
    ),
  ),
};

const transaction = group(
  'TxDtls',
  '*',
  group(
    'Refs',
    '?',
    leaf('MsgId', 'text35', '?'),
    leaf('AcctSvcrRef', 'text35', '?'),
    leaf('PmtInfId', 'text35', '?'),
    leaf('InstrId', 'text35', '?'),
    leaf('EndToEndId', 'text35', '?'),
    leaf('TxId', 'text35', '?'),
  ),
  money('Amt'),
  leaf('CdtDbtInd', 'side'),
  group('RltdPties', '?', party('Dbtr'), account('DbtrAcct', '?'), party('Cdtr'), account('CdtrAcct', '?')),
  remittance,
  group('RtrInf', '?', reason, leaf('AddtlInf', 'text105', '*')),
  leaf('AddtlTxInf', 'text500', '?'),
);
const bankTransactionCode = group(
  'BkTxCd',
  '1',
  group('Domn', '?', leaf('Cd', 'code'), group('Fmly', '1', leaf('Cd', 'code'), leaf('SubFmlyCd', 'code'))),
  group('Prtry', '?', leaf('Cd', 'text35'), leaf('Issr', 'text35', '?')),
);
const entry = group(
  'Ntry',
  '*',
  leaf('NtryRef', 'text35', '?'),
  money('Amt'),
  leaf('CdtDbtInd', 'side'),
  leaf('RvslInd', 'yesNo', '?'),
  either('Sts', '1', leaf('Cd', 'code', '?'), leaf('Prtry', 'text35', '?')),
  day('BookgDt', '?'),
  day('ValDt', '?'),
  leaf('AcctSvcrRef', 'text35', '?'),
  bankTransactionCode,
  group('NtryDtls', '*', transaction),
  leaf('AddtlNtryInf', 'text500', '?'),
);
const ofAccount = account('Acct', '1', leaf('Ccy', 'yuan', '?'), group('Ownr', '?', leaf('Nm', 'text140', '?')));
const header = group('GrpHdr', '1', leaf('MsgId', 'text35'), leaf('CreDtTm', 'dateTime'));

/** The account's statement of a day: what was booked, with its balances. */
export const CAMT_053: MessageShape = {
  name: 'camt.053.001.08',
  body: group(
    'BkToCstmrStmt',
    '1',
    header,
    group(
      'Stmt',
      '+',
      leaf('Id', 'text35'),
      leaf('ElctrncSeqNb', 'count', '?'),
      leaf('CreDtTm', 'dateTime', '?'),
      ofAccount,
      group(
        'Bal',
        '+',
        group('Tp', '1', group('CdOrPrtry', '1', leaf('Cd', 'code'))),
        { name: 'Amt', occurs: '1', format: 'sum', attributes: { Ccy: 'yuan' } },
        leaf('CdtDbtInd', 'side'),
        day('Dt', '1'),
      ),
      entry,
    ),
  ),
};

/** Debits and credits of an account, told as they happen. */
export const CAMT_054: MessageShape = {
  name: 'camt.054.001.08',
  body: group(
    'BkToCstmrDbtCdtNtfctn',
    '1',
    header,
    group('Ntfctn', '+', leaf('Id', 'text35'), leaf('CreDtTm', 'dateTime', '?'), ofAccount, entry),
  ),
};
