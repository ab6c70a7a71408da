const FIRST_SIZE = 64 * 1024;
const TWO_32 = 2 ** 32;
/** PostgreSQL counts time in µs from the year 2000. */
const YEAR_2000_MS = Date.UTC(2000, 0, 1);

/** Messages of PostgreSQL's wire protocol, written one behind the other into one growing buffer. */
export class MessageBuffer {
  #bytes = Buffer.allocUnsafe(FIRST_SIZE);
  #end = 0;

  /** Everything written since the last `clear`; good until the next write. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#end);
  }

  clear(): void {
    this.#end = 0;
  }

  /** Begins a message; its length is filled in by `endLength` with the position answered here. */
  beginMessage(code: string): number {
    this.byte(code.charCodeAt(0));
    return this.beginLength();
  }

  beginLength(): number {
    this.int32(0);
    return this.#end;
  }

  /** The length of a message counts itself, that of a value does not. */
  endMessage(begin: number): void {
    this.#bytes.writeInt32BE(this.#end - begin + 4, begin - 4);
  }

  endLength(begin: number): void {
    this.#bytes.writeInt32BE(this.#end - begin, begin - 4);
  }

  byte(value: number): void {
    this.#need(1);
    this.#bytes[this.#end++] = value;
  }

  int16(value: number): void {
    this.#need(2);
    this.#bytes[this.#end++] = value >>> 8;
    this.#bytes[this.#end++] = value;
  }

  int32(value: number): void {
    this.#need(4);
    const bytes = this.#bytes;
    bytes[this.#end++] = value >>> 24;
    bytes[this.#end++] = value >>> 16;
    bytes[this.#end++] = value >>> 8;
    bytes[this.#end++] = value;
  }

  /** A whole number within ±2^53. */
  int64(value: number): void {
    this.int32(Math.floor(value / TWO_32));
    this.int32(value);
  }

  /** A key in decimal. */
  key(text: string): void {
    const value = Number(text);
    if (Number.isSafeInteger(value)) {
      this.int64(value);
    } else {
      this.#need(8);
      this.#end = this.#bytes.writeBigInt64BE(BigInt(text), this.#end);
    }
  }

  /** A time in ms, as the 64-bit µs of a timestamptz: too many for a number. */
  time(ms: number): void {
    if (!Number.isFinite(ms)) throw new RangeError(`${String(ms)} is no time`);
    const since2000 = Math.trunc(ms) - YEAR_2000_MS;
    const low = (since2000 >>> 0) * 1000;
    this.int32(Math.floor(since2000 / TWO_32) * 1000 + Math.floor(low / TWO_32));
    this.int32(low % TWO_32);
  }

  /** UTF-8. PostgreSQL keeps neither NUL nor half a surrogate pair: they become U+FFFD. */
  text(text: string): void {
    const { length } = text;
    this.#need(length * 3);
    const bytes = this.#bytes;
    let end = this.#end;
    if (length < 64) {
      for (let index = 0; index < length; index += 1) {
        const code = text.charCodeAt(index);
        if (code === 0 || code > 0x7f) {
          this.#utf8(text);
          return;
        }
        bytes[end++] = code;
      }
      this.#end = end;
    } else {
      this.#utf8(text);
    }
  }

  /** A text of ours, ended by NUL. */
  cString(text: string): void {
    this.text(text);
    this.byte(0);
  }

  #utf8(text: string): void {
    const whole = text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
    this.#end += this.#bytes.write(whole, this.#end, 'utf8');
  }

  #need(size: number): void {
    if (this.#end + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#end + size));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}
