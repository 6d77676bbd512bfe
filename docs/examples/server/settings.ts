/** Environment variables, or whatever your platform has in their place. `.env.example` lists them. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** Throws if a setting is missing or wrong. The message says which, and never holds its value. */
export function checkSettings(settings: Settings): void {
  const { OLARK_SECRET = '', DATA_PLANE_URL = '', WRITE_KEY = '' } = settings;
  if (!/^[\w-]{16,}$/.test(OLARK_SECRET)) {
    throw new Error('Set OLARK_SECRET to 16 or more letters and digits.');
  }
  if (!/^https?:/.test(DATA_PLANE_URL) || !URL.canParse(DATA_PLANE_URL)) {
    throw new Error('Set DATA_PLANE_URL to a URL that begins with https://');
  }
  if (!/^[\x21-\x7E]+$/.test(WRITE_KEY)) {
    throw new Error('Set WRITE_KEY to the write key of a source in RudderStack, without spaces.');
  }
}

/** Whether the path of a URL ends in the secret. A slash may follow it. */
export async function endsInSecret(url: string, { OLARK_SECRET }: Settings): Promise<boolean> {
  if (!OLARK_SECRET) return false;
  const [path = ''] = url.split(/[?#]/, 1);
  const word = path.replace(/\/$/, '').split('/').at(-1);
  // Hashes are compared, so that the time it takes tells nothing about the secret.
  return (await hash(word)) === (await hash(OLARK_SECRET));
}

async function hash(text = ''): Promise<string> {
  return String(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
