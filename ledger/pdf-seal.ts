import { checkCms, CmsError, signCms } from './cms.js';
import type { CmsVerdict, FileSeal } from './cms.js';
import { endOf, objectOf, referenceIn, SignedFileError, updatePdf } from './pdf-update.js';

const MARK = '%SEALED ';
/** Room for the signature with its certificates, in hexadecimal digits. */
const ROOM = 16_384;
const DIGITS = 10;

/**
 * Seals a whole PDF of this software for whoever opens it in a common reader (PAdES baseline B-B): one signature over every
 * byte, that allows no change after it. The same file, time and key give the same bytes.
 */
export function sealPdf(pdf: Buffer, at: string, seal: FileSeal): Buffer {
  const { bytes, gap } = unsealed(pdf, at);
  return filled(bytes, gap, signCms(around(bytes, gap), seal));
}

/** Who sealed the file and when, from what stands behind the PDF; throws where a byte of it is not as `sealPdf` makes it. */
export function checkSeal(pdf: Buffer, rest: Buffer): CmsVerdict & { readonly at: string } {
  const at = /^\n%SEALED ([0-9TZ:.-]{24})\n/.exec(rest.subarray(0, 40).toString('latin1'))?.[1];
  if (at === undefined || Number.isNaN(Date.parse(at))) throw new SignedFileError('something else was put behind');
  const { bytes, gap } = unsealed(pdf, at);
  const sealed = Buffer.concat([pdf, rest]);
  const cms = firstDer(Buffer.from(sealed.subarray(gap.start + 1, gap.end - 1).toString('latin1'), 'hex'));
  if (!filled(bytes, gap, cms).equals(sealed)) throw new SignedFileError('the seal is not written in its one way');
  try {
    return { ...checkCms(cms, around(sealed, gap), at), at };
  } catch (error) {
    if (error instanceof CmsError) throw new SignedFileError(`the seal: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Where the signature stands, with its brackets. */
interface Gap {
  readonly start: number;
  readonly end: number;
}

/** The update with an empty place for the signature, and with its byte range. */
function unsealed(pdf: Buffer, at: string): { readonly bytes: Buffer; readonly gap: Gap } {
  const { next: signature, root } = endOf(pdf);
  const field = signature + 1;
  const catalog = objectOf(pdf, root);
  const page = referenceIn(objectOf(pdf, referenceIn(catalog, 'Pages')), 'Kids');
  const bytes = updatePdf(pdf, `${MARK}${at}`, [
    [signature, signatureOf(signature, at)],
    [field, fieldOf(field, signature, page)],
    [page, withEntry(objectOf(pdf, page), `/Annots [${String(field)} 0 R]`)],
    [
      root,
      withEntry(
        catalog,
        `/AcroForm << /Fields [${String(field)} 0 R] /SigFlags 3 >>\n/Perms << /DocMDP ${String(signature)} 0 R >>`,
      ),
    ],
  ]);
  const start = bytes.indexOf('/Contents <', pdf.length) + '/Contents '.length;
  const gap = { start, end: start + ROOM + 2 };
  const range = [0, start, gap.end, bytes.length - gap.end].map((number) => String(number).padStart(DIGITS));
  bytes.write(range.join(' '), bytes.indexOf('/ByteRange [', pdf.length) + '/ByteRange ['.length, 'latin1');
  return { bytes, gap };
}

const around = (bytes: Buffer, { start, end }: Gap): Buffer =>
  Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);

function filled(bytes: Buffer, { start, end }: Gap, cms: Buffer): Buffer {
  const digits = cms.toString('hex');
  if (digits.length > ROOM) throw new RangeError('The signature of a seal is longer than its place');
  return Buffer.concat([
    bytes.subarray(0, start),
    Buffer.from(`<${digits.padEnd(ROOM, '0')}>`, 'latin1'),
    bytes.subarray(end),
  ]);
}

/** The value at the beginning, by its own length; what follows is padding. */
function firstDer(bytes: Buffer): Buffer {
  const [tag, first = 0] = bytes;
  const count = first & 0x7f;
  if (tag !== 0x30 || first < 0x81 || count > 2 || bytes.length < 4) throw new SignedFileError('no seal in its place');
  return bytes.subarray(0, 2 + count + bytes.readUIntBE(2, count));
}

function signatureOf(number: number, at: string): Buffer {
  const range = ' '.repeat(4 * DIGITS + 3);
  return Buffer.from(
    `${String(number)} 0 obj\n<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n` +
      `/ByteRange [${range}]\n/Contents <${'0'.repeat(ROOM)}>\n/M (D:${at.replace(/[^0-9]/g, '').slice(0, 14)}Z)\n` +
      '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >>]\n' +
      '>>\nendobj\n',
  );
}

/** A field without a place on the page: readers list it among the signatures. */
const fieldOf = (number: number, signature: number, page: number): Buffer =>
  Buffer.from(
    `${String(number)} 0 obj\n<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (seal)\n/V ${String(signature)} 0 R\n` +
      `/P ${String(page)} 0 R\n/F 132\n/Rect [0 0 0 0]\n>>\nendobj\n`,
  );

function withEntry(object: string, entry: string): Buffer {
  const end = object.lastIndexOf('>>\nendobj\n');
  if (end < 0) throw new SignedFileError('no PDF of this software');
  return Buffer.from(`${object.slice(0, end)}${entry}\n>>\nendobj\n`, 'latin1');
}
