import XMLBuilder from 'fast-xml-builder';
import { formatYuan } from '../../rules/units.js';

/** One credit transfer of a payment list. */
export interface CreditTransfer {
  /** Unique for ever; the bank refuses a second transfer with the same id. */
  readonly endToEndId: string;
  readonly amountFen: bigint;
  readonly payeeName: string;
  readonly payeeAccount: string;
  /** What the payee reads on the statement. */
  readonly remittance: string;
}

/** What a customer credit transfer initiation carries besides its transfers. */
export interface PaymentFile {
  readonly messageId: string;
  readonly createdAt: string;
  readonly requestedOn: string;
  readonly debtorName: string;
  readonly debtorAccount: string;
  readonly transfers: readonly CreditTransfer[];
}

const builder = new XMLBuilder({ format: true, ignoreAttributes: false, suppressEmptyNode: true });

const account = (id: string) => ({ Id: { Othr: { Id: id } } });

/**
 * A payment list as ISO 20022 customer credit transfer initiation (pain.001.001.09): a declared subset with one
 * payment information block, amounts in CNY, accounts as proprietary numbers. Amounts come in whole fen.
 */
export function writePain001(file: PaymentFile): string {
  const total = formatYuan(file.transfers.reduce((sum, transfer) => sum + transfer.amountFen, 0n));
  const count = String(file.transfers.length);
  const transfers = file.transfers.map((transfer) => ({
    PmtId: { InstrId: transfer.endToEndId, EndToEndId: transfer.endToEndId },
    Amt: { InstdAmt: { '@_Ccy': 'CNY', '#text': formatYuan(transfer.amountFen) } },
    Cdtr: { Nm: transfer.payeeName },
    CdtrAcct: account(transfer.payeeAccount),
    RmtInf: { Ustrd: transfer.remittance },
  }));
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    Document: {
      '@_xmlns': 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09',
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: file.messageId,
          CreDtTm: file.createdAt,
          NbOfTxs: count,
          CtrlSum: total,
          InitgPty: { Nm: file.debtorName },
        },
        PmtInf: {
          PmtInfId: file.messageId,
          PmtMtd: 'TRF',
          NbOfTxs: count,
          CtrlSum: total,
          ReqdExctnDt: { Dt: file.requestedOn },
          Dbtr: { Nm: file.debtorName },
          DbtrAcct: account(file.debtorAccount),
          DbtrAgt: { FinInstnId: { Othr: { Id: 'SPECIAL-ACCOUNT-BANK' } } },
          CdtTrfTxInf: transfers,
        },
      },
    },
  });
}
