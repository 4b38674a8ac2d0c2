/** Windows code pages by an .rtf font's character set; TCVN3 and VNI fonts call themselves ANSI. */
const byCharset: Record<number, string> = {
  0: 'windows-1252',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};

const decoders = new Map<string, TextDecoder>();

function decoderOf(label: string): TextDecoder {
  const known = decoders.get(label);
  if (known) return known;
  const decoder = new TextDecoder(label);
  decoders.set(label, decoder);
  return decoder;
}

/** The code page that bytes of a font stand in. */
export function labelOfCharset(charset: number | undefined, codePage: number): string {
  const named = charset === undefined || charset === 1 ? undefined : byCharset[charset];
  if (named !== undefined) return named;
  return codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : codePage === 65001 ? 'utf-8' : 'windows-1252';
}

/** Bytes written one by one, as text. */
export function decodeRtfBytes(bytes: number[], label: string): string {
  return decoderOf(label).decode(Uint8Array.from(bytes));
}
