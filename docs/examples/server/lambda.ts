import { deliver } from './deliver.ts';
import { keepInS3 } from './keep-in-s3.ts';

/** What a function URL or an HTTP API hands over. */
interface HttpEvent {
  readonly rawPath: string;
  readonly requestContext: { readonly http: { readonly method: string } };
  /** Their names are in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

export async function handler(event: HttpEvent): Promise<{ statusCode: number }> {
  const { rawPath: url, requestContext, headers, isBase64Encoded } = event;
  const body = Buffer.from(event.body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  const { method } = requestContext.http;
  const encoding = headers['content-encoding'];
  const keepAside = keepInS3(process.env);
  return { statusCode: await deliver({ method, url, encoding, body }, process.env, keepAside) };
}
