import XMLBuilder from 'fast-xml-builder';
import { XMLParser } from 'fast-xml-parser';

interface Account {
  readonly Id: { readonly Othr: { readonly Id: string } };
}
interface Transfer {
  readonly PmtId: { readonly EndToEndId: string };
  readonly Amt: { readonly InstdAmt: { readonly '#text': string } };
  readonly CdtrAcct: Account;
}
interface Initiation {
  readonly Document: {
    readonly CstmrCdtTrfInitn: {
      readonly GrpHdr: { readonly MsgId: string };
      readonly PmtInf: { readonly DbtrAcct: Account; readonly CdtTrfTxInf: readonly Transfer[] };
    };
  };
}

const parser = new XMLParser({
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreAttributes: false,
  isArray: (name) => name === 'CdtTrfTxInf',
});
const builder = new XMLBuilder({ format: true, ignoreAttributes: false });

const isClosed = ({ CdtrAcct }: Transfer): boolean => CdtrAcct.Id.Othr.Id.endsWith('0000');
const amount = (transfer: Transfer) => ({ '@_Ccy': 'CNY', '#text': transfer.Amt.InstdAmt['#text'] });
const head = { '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' } };

/** The bank outside: reads a pain.001 file and answers with a pain.002 status report. Accounts ending in 0000 are closed. */
export function answerAsBank(pain001: string, at: string): string {
  const { CstmrCdtTrfInitn: initiation } = (parser.parse(pain001) as Initiation).Document;
  const messageId = initiation.GrpHdr.MsgId;
  const statuses = initiation.PmtInf.CdtTrfTxInf.map((transfer) => {
    const closed = isClosed(transfer);
    return {
      OrgnlEndToEndId: transfer.PmtId.EndToEndId,
      TxSts: closed ? 'RJCT' : 'ACSC',
      ...(closed ? { StsRsnInf: { Rsn: { Cd: 'AC04' }, AddtlInf: '账户已销户' } } : {}),
      OrgnlTxRef: { Amt: { InstdAmt: amount(transfer) }, CdtrAcct: transfer.CdtrAcct },
    };
  });
  return builder.build({
    ...head,
    Document: {
      '@_xmlns': 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10',
      CstmrPmtStsRpt: {
        GrpHdr: { MsgId: `STS-${messageId}`.slice(0, 35), CreDtTm: at },
        OrgnlGrpInfAndSts: { OrgnlMsgId: messageId, OrgnlMsgNmId: 'pain.001.001.09' },
        OrgnlPmtInfAndSts: { OrgnlPmtInfId: messageId, TxInfAndSts: statuses },
      },
    },
  });
}

/** What the bank booked of a pain.001 file, told as a camt.054 notification: each transfer to an open account, one debit. */
export function notifyAsBank(pain001: string, at: string): string {
  const { CstmrCdtTrfInitn: initiation } = (parser.parse(pain001) as Initiation).Document;
  const messageId = `NTF-${initiation.GrpHdr.MsgId}`.slice(0, 35);
  const paid = initiation.PmtInf.CdtTrfTxInf.filter((transfer) => !isClosed(transfer));
  const entries = paid.map((transfer) => ({
    Amt: amount(transfer),
    CdtDbtInd: 'DBIT',
    Sts: { Cd: 'BOOK' },
    BkTxCd: { Domn: { Cd: 'PMNT', Fmly: { Cd: 'ICDT', SubFmlyCd: 'DMCT' } } },
    NtryDtls: {
      TxDtls: {
        Refs: { EndToEndId: transfer.PmtId.EndToEndId },
        Amt: amount(transfer),
        CdtDbtInd: 'DBIT',
        RltdPties: { CdtrAcct: transfer.CdtrAcct },
      },
    },
  }));
  return builder.build({
    ...head,
    Document: {
      '@_xmlns': 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08',
      BkToCstmrDbtCdtNtfctn: {
        GrpHdr: { MsgId: messageId, CreDtTm: at },
        Ntfctn: { Id: messageId, Acct: initiation.PmtInf.DbtrAcct, Ntry: entries },
      },
    },
  });
}
