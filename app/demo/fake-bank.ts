import XMLBuilder from 'fast-xml-builder';
import { XMLParser } from 'fast-xml-parser';

interface Transfer {
  readonly PmtId: { readonly EndToEndId: string };
  readonly Amt: { readonly InstdAmt: { readonly '#text': string } };
  readonly CdtrAcct: { readonly Id: { readonly Othr: { readonly Id: string } } };
}
interface Initiation {
  readonly Document: {
    readonly CstmrCdtTrfInitn: {
      readonly GrpHdr: { readonly MsgId: string };
      readonly PmtInf: { readonly CdtTrfTxInf: readonly Transfer[] };
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

/** The bank outside: reads a pain.001 file and answers with a pain.002 status report. Accounts ending in 0000 are closed. */
export function answerAsBank(pain001: string, at: string): string {
  const { CstmrCdtTrfInitn: initiation } = (parser.parse(pain001) as Initiation).Document;
  const messageId = initiation.GrpHdr.MsgId;
  const statuses = initiation.PmtInf.CdtTrfTxInf.map((transfer) => {
    const closed = transfer.CdtrAcct.Id.Othr.Id.endsWith('0000');
    return {
      OrgnlEndToEndId: transfer.PmtId.EndToEndId,
      TxSts: closed ? 'RJCT' : 'ACSC',
      ...(closed ? { StsRsnInf: { Rsn: { Cd: 'AC04' }, AddtlInf: '账户已销户' } } : {}),
      OrgnlTxRef: { Amt: { InstdAmt: { '@_Ccy': 'CNY', '#text': transfer.Amt.InstdAmt['#text'] } } },
    };
  });
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
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
