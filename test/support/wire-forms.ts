/** Bytes of text in UTF-8, also where there is no `TextEncoder`. */
function bytesOf(text: string): Uint8Array {
  const escaped = encodeURIComponent(text).match(/%..|./g) ?? [];
  return Uint8Array.from(escaped, (unit) =>
    unit.length === 1 ? unit.charCodeAt(0) : parseInt(unit.slice(1), 16),
  );
}

function formOf(text: string): string {
  return `source=olark&data=${encodeURIComponent(text).replaceAll('%20', '+')}&end`;
}

/**
 * Every wire form of a conversation's JSON text, by name; `undefined` where the runtime has no such class.
 * It needs nothing but the language itself, so that it runs wherever the library does.
 */
export const wireForms: Readonly<Record<string, (text: string) => unknown>> = {
  'parsed conversation': (text) => JSON.parse(text) as unknown,
  'JSON body': (text) => `\ufeff ${text}\n`,
  'raw form body': formOf,
  'parsed form': (text) => ({ data: [text] }),
  URLSearchParams: (text) =>
    typeof URLSearchParams === 'undefined' ? undefined : new URLSearchParams({ data: text }),
  FormData: (text) => {
    if (typeof FormData === 'undefined') return undefined;
    const form = new FormData();
    form.set('data', text);
    return form;
  },
  bytes: bytesOf,
  'bytes of a form': (text) => bytesOf(formOf(text)),
  'source request': (text) => ({ request: { body: JSON.stringify({ data: [text] }), method: 'POST' } }),
  'source request of a multipart form': (text) => ({
    request: { body: JSON.stringify({ Value: { data: [text] }, File: {} }), method: 'POST' },
  }),
};
